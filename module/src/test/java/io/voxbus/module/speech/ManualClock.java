package io.voxbus.module.speech;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that stands still until it is told to move. */
final class ManualClock implements InstantSource, LongSupplier {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  void advance(Duration step) {
    now = now.plus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public long getAsLong() {
    return now.toEpochMilli() * 1_000_000;
  }
}
