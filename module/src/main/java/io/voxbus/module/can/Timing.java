package io.voxbus.module.can;

import io.voxbus.module.ground.BoardPart;
import java.util.Optional;

/**
 * When a function's frames are sent.
 *
 * @param holdMs how long a pulse request lasts, in milliseconds; 0 for a level request
 * @param cycleMs the time between two frames of the same content, in milliseconds
 * @param times how often each content is sent, at least once
 */
record Timing(int holdMs, int cycleMs, int times) {
  private static final int LONGEST_MS = 60_000;

  /**
   * The latest frame of a command, in milliseconds after the first. A service waits three seconds
   * for a bridge, and a command may have to wait for the one before it.
   */
  private static final int LATEST_MS = 2_000;

  /** A bridge takes no command of more frames than 64. */
  private static final int MOST_TIMES = 30;

  /** Of a function's keys {@code pulse} and {@code cycle}. */
  static Timing read(BoardPart function) {
    Optional<BoardPart> cycle = function.find("cycle");
    cycle.ifPresent(part -> part.allow("cycle_ms", "times"));
    function.find("pulse").ifPresent(part -> part.allow("hold_ms"));
    Timing timing =
        new Timing(
            function
                .find("pulse")
                .map(pulse -> pulse.get("hold_ms").whole(1, LONGEST_MS))
                .orElse(0),
            cycle.map(part -> part.get("cycle_ms").whole(1, LONGEST_MS)).orElse(0),
            cycle.map(part -> part.get("times").whole(2, MOST_TIMES)).orElse(1));
    timing.check(function);
    return timing;
  }

  private void check(BoardPart function) {
    int last = (times - 1) * cycleMs;
    if (pulse() && last >= holdMs) {
      throw function.refusal(
          "the pulse of %d ms ends before its last frame, at %d ms".formatted(holdMs, last),
          "lengthen hold_ms, or send less often");
    }
    if (holdMs + last > LATEST_MS) {
      throw function.refusal(
          "the last frame is at %d ms, when the service soon gives the bridge up"
              .formatted(holdMs + last),
          "end within %d ms: shorten hold_ms, or send less often".formatted(LATEST_MS));
    }
  }

  boolean pulse() {
    return holdMs > 0;
  }

  /**
   * When one content is sent, in milliseconds from its first.
   *
   * @param time which time, from 0
   */
  int delayMs(int time) {
    return time * cycleMs;
  }

  /** How many frames a request of one message has. */
  int frames() {
    return pulse() ? 2 * times : times;
  }
}
