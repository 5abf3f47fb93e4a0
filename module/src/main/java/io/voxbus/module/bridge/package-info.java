/**
 * The way to the CAN bridge and back, over MQTT: a connection that outlives its broker, commands
 * that wait for it no longer than they may, and the acks that say what became of them.
 *
 * <p>Everything here runs on one Vert.x context: the one on which the {@link
 * io.voxbus.module.bridge.BrokerConnection} was made. Nothing takes a lock.
 */
@NullMarked
package io.voxbus.module.bridge;

import org.jspecify.annotations.NullMarked;
