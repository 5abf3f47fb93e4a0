package io.voxbus.hil.run;

import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.Protection;
import io.voxbus.proto.v1.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges protection as a receiver does: the checksum is right, and the counter is not the one of
 * the frame before.
 */
final class ProtectionWatch {
  private final Map<String, Protection> protections;
  private final Map<String, Integer> counters = new HashMap<>();

  ProtectionWatch(BoardMapping mapping) {
    this.protections = mapping.protections();
  }

  /** Whether a frame's protection holds; empty when its message has none. */
  Optional<Boolean> sound(String message, Frame frame) {
    return Optional.ofNullable(protections.get(message))
        .map(protection -> judge(message, protection, frame.getData().toByteArray()));
  }

  private boolean judge(String message, Protection protection, byte[] payload) {
    int counter = protection.count(payload);
    Integer before = counters.put(message, counter);
    boolean again = protection.counterBits().isPresent() && before != null && before == counter;
    return protection.holds(payload) && !again;
  }
}
