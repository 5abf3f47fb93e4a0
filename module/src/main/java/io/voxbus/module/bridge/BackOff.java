package io.voxbus.module.bridge;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: exponential with full jitter, each drawn evenly from zero to a bound that
 * doubles up to the cap. Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture
 * Blog, 2015.
 */
final class BackOff {
  private final long baseMillis;
  private final long capMillis;
  private final RandomGenerator random;
  private long boundMillis;

  BackOff(BrokerTimings timings, RandomGenerator random) {
    this.baseMillis = timings.backOffBase().toMillis();
    this.capMillis = timings.backOffCap().toMillis();
    this.random = random;
    this.boundMillis = baseMillis;
  }

  /** The wait before the next attempt, at least a millisecond. */
  Duration next() {
    long wait = 1 + random.nextLong(boundMillis);
    boundMillis = Math.min(capMillis, 2 * boundMillis);
    return Duration.ofMillis(wait);
  }

  /** The last attempt led to a lasting connection. */
  void reset() {
    boundMillis = baseMillis;
  }
}
