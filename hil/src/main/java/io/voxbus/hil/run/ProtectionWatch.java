package io.voxbus.hil.run;

import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.E2eProfile1;
import io.voxbus.proto.v1.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges end-to-end protection as a receiver does: the checksum is right, and the counter is not
 * the one of the frame before.
 */
final class ProtectionWatch {
  private final Map<String, E2eProfile1> protections;
  private final Map<String, Integer> counters = new HashMap<>();

  ProtectionWatch(BoardMapping mapping) {
    this.protections = mapping.protections();
  }

  /** Whether a frame's protection holds; empty when its message has none. */
  Optional<Boolean> sound(String message, Frame frame) {
    return Optional.ofNullable(protections.get(message))
        .map(profile -> judge(message, profile, frame.getData().toByteArray()));
  }

  private boolean judge(String message, E2eProfile1 profile, byte[] payload) {
    int counter = profile.count(payload);
    Integer before = counters.put(message, counter);
    return profile.holds(payload) && (before == null || before != counter);
  }
}
