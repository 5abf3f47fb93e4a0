package io.voxbus.module.app;

import java.util.Arrays;

/** Durations, and how they spread. Belongs to one thread. */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  /**
   * Counts a duration in.
   *
   * @param duration in nanoseconds
   */
  public void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  /** Counts all durations of others in. */
  void addAll(Latencies others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /**
   * The duration that this share of all does not exceed (nearest rank).
   *
   * @param share above 0 to 1
   * @return microseconds; 0 when there are no durations
   */
  public long micros(double share) {
    return nanos(share) / 1_000;
  }

  /** As {@link #micros}, in nanoseconds. */
  long nanos(double share) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }
}
