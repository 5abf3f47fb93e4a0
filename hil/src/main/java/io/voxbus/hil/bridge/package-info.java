/** The virtual CAN bridge: checks commands, writes frames as candump lines, acknowledges. */
@NullMarked
package io.voxbus.hil.bridge;

import org.jspecify.annotations.NullMarked;
