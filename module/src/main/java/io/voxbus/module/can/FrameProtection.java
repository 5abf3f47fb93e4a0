package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the frames of protected messages and writes counter and checksum, for a sender that sends
 * some of them again.
 *
 * <p>Confined to one thread; one bus needs one.
 */
public final class FrameProtection {
  private final BoardMapping mapping;
  private final Map<String, Integer> counts = new HashMap<>();

  /** Begins to count with 0. */
  public FrameProtection(BoardMapping mapping) {
    this.mapping = mapping;
  }

  /** Writes the next counter and the checksum into a payload; others stay as they are. */
  public void protect(DbcMessage message, byte[] payload) {
    Protection protection = mapping.protections().get(message.name());
    if (protection != null) {
      protection.protect(
          payload,
          counts.merge(message.name(), 0, (last, first) -> (last + 1) % protection.modulo()));
    }
  }
}
