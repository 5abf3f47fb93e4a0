/** MQTT peers for tests: independent clients and brokers. */
@NullMarked
package io.voxbus.hil.peer;

import org.jspecify.annotations.NullMarked;
