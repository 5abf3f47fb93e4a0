/**
 * The trial of the CAN bridge on a kernel with SocketCAN: broker, bridges, service and vehicle on
 * virtual buses, with can-utils' candump as the witness. {@code hil/vcan/run} boots such a kernel.
 */
@NullMarked
package io.voxbus.hil.vcan;

import org.jspecify.annotations.NullMarked;
