package io.voxbus.module.can;

import io.voxbus.module.ground.BoardPart;
import java.util.List;

/**
 * How the bridge repeats a message by itself, from the first command for it on.
 *
 * @param ms the time between two frames in milliseconds; 0 for a message that it does not repeat
 * @param untilIdle whether only as long as the message asks for something: its idle frame is sent
 *     once and ends it; else until newer contents replace it
 */
public record MessageCycle(int ms, boolean untilIdle) {
  private static final MessageCycle NEVER = new MessageCycle(0, false);
  private static final int LONGEST_MS = 60_000;

  /** Of an entry of the key {@code cycles}. */
  static MessageCycle read(BoardPart part) {
    if (!part.mapping() && part.oneOf(List.of("none")).equals("none")) {
      return NEVER;
    }
    part.allow("cycle_ms", "until");
    boolean untilIdle =
        part.find("until")
            .map(until -> until.oneOf(List.of("replaced", "idle")))
            .filter("idle"::equals)
            .isPresent();
    return new MessageCycle(part.get("cycle_ms").whole(1, LONGEST_MS), untilIdle);
  }
}
