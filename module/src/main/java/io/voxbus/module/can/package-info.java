/** From a cleared call to CAN frames: reads a board's mapping, and encodes by its DBC file. */
@NullMarked
package io.voxbus.module.can;

import org.jspecify.annotations.NullMarked;
