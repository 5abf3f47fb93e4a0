package io.voxbus.hil.tape;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/**
 * Something that was heard.
 *
 * @param nanos when, in nanoseconds since the recording began, by a monotonic clock
 * @param topic below prefix and vehicle, for example {@code transcript}; {@link #BUS} for a frame
 * @param payload as it came; of a frame its line, as {@code candump -L} writes it
 */
public record Entry(long nanos, String topic, ByteString payload) {
  /** In place of a topic: a frame on the bus. */
  public static final String BUS = "bus";

  static Entry frame(long nanos, String line) {
    return new Entry(nanos, BUS, ByteString.copyFrom(line, StandardCharsets.UTF_8));
  }

  boolean isFrame() {
    return topic.equals(BUS);
  }
}
