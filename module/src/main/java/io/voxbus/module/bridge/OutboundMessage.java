package io.voxbus.module.bridge;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * A message to publish with QoS 1.
 *
 * @param topic where to
 * @param payload what
 * @param retained whether the broker keeps it for later subscribers
 * @param timeToLive how long from now it may wait for the broker's PUBACK; it is not sent any later
 */
public record OutboundMessage(
    String topic, Buffer payload, boolean retained, Duration timeToLive) {}
