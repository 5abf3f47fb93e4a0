package io.voxbus.module.interlock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How often something may happen in a short time: a microphone that hears a radio, or a sender gone
 * wild, must not work the car's actuators, or the service, without end. Belongs to one thread.
 */
public final class RateLimit {
  private final int most;
  private final Duration within;
  private final LongSupplier nanoTime;
  private final Deque<Long> taken = new ArrayDeque<>();

  /**
   * A rate.
   *
   * @param most how often it may happen in each stretch of time, at least once
   * @param within the stretch of time
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public RateLimit(int most, Duration within, LongSupplier nanoTime) {
    this.most = most;
    this.within = within;
    this.nanoTime = nanoTime;
  }

  /** Whether it may happen once more; it counts when it may. */
  public boolean admitsOneMore() {
    long now = nanoTime.getAsLong();
    while (!taken.isEmpty() && now - taken.getFirst() >= within.toNanos()) {
      taken.removeFirst();
    }
    if (taken.size() >= most) {
      return false;
    }
    taken.addLast(now);
    return true;
  }
}
