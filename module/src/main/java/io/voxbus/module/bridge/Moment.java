package io.voxbus.module.bridge;

import java.time.Duration;

/**
 * A point in time by two clocks, of which the monotonic one may stand still while the machine is
 * suspended, and the time of day may be set back.
 *
 * @param nanos by {@link System#nanoTime}
 * @param millis since 1970-01-01T00:00Z
 */
record Moment(long nanos, long millis) {
  /** The present one. */
  static Moment now() {
    return new Moment(System.nanoTime(), System.currentTimeMillis());
  }

  /** How long it is until a later one, by the clock that says more. */
  Duration until(Moment later) {
    Duration monotonic = Duration.ofNanos(later.nanos - nanos);
    Duration ofDay = Duration.ofMillis(later.millis - millis);
    return monotonic.compareTo(ofDay) > 0 ? monotonic : ofDay;
  }
}
