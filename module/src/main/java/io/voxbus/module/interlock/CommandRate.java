package io.voxbus.module.interlock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How many commands may go out in a short time: a microphone that hears a radio, or a sender gone
 * wild, must not work the car's actuators without end. Belongs to one thread.
 */
public final class CommandRate {
  private final int most;
  private final Duration within;
  private final LongSupplier nanoTime;
  private final Deque<Long> taken = new ArrayDeque<>();

  /**
   * A rate.
   *
   * @param most how many commands are let through in each stretch of time, at least 1
   * @param within the stretch of time
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public CommandRate(int most, Duration within, LongSupplier nanoTime) {
    this.most = most;
    this.within = within;
    this.nanoTime = nanoTime;
  }

  /** Whether one more command may go out; it counts when it may. */
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
