/** The virtual CAN bridge: the real one's checks and acks, its frames as candump lines. */
@NullMarked
package io.voxbus.hil.bridge;

import org.jspecify.annotations.NullMarked;
