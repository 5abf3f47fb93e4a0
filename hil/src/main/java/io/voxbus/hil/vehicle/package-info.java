/** The rest of the vehicle, as far as it says of itself what interlocks need to know. */
@NullMarked
package io.voxbus.hil.vehicle;

import org.jspecify.annotations.NullMarked;
