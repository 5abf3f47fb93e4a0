/** The embedded MQTT broker of the test bench. */
@NullMarked
package io.voxbus.hil.broker;

import org.jspecify.annotations.NullMarked;
