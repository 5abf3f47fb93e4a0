package io.voxbus.module.bridge;

import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/**
 * What the broker keeps about us, retained, on one topic. Each payload is made when it is needed.
 *
 * @param topic the topic
 * @param online said after each connect
 * @param lost the last will: said by the broker when we are gone without a word
 * @param stopped said before we go
 */
public record Presence(
    String topic, Supplier<Buffer> online, Supplier<Buffer> lost, Supplier<Buffer> stopped) {}
