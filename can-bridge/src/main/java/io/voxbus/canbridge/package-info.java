/**
 * The CAN bridge: takes commands from the broker, checks them, puts their frames on a bus and says
 * what became of each. The bus is SocketCAN, or for the bench a log.
 */
@NullMarked
package io.voxbus.canbridge;

import org.jspecify.annotations.NullMarked;
