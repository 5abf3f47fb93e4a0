package io.voxbus.module.bridge;

import io.vertx.core.buffer.Buffer;

/**
 * A message to publish with QoS 1.
 *
 * @param topic where to
 * @param payload what
 * @param retained whether the broker keeps it for later subscribers
 */
public record OutboundMessage(String topic, Buffer payload, boolean retained) {}
