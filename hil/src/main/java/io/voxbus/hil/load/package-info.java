/** Measures the service under load: an even pace for a long time, and a flood. */
@NullMarked
package io.voxbus.hil.load;

import org.jspecify.annotations.NullMarked;
