/** Runs scenarios on benches, and keeps what was seen. */
@NullMarked
package io.voxbus.hil.run;

import org.jspecify.annotations.NullMarked;
