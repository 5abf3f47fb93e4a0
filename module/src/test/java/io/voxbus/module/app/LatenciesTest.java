package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void without_durations_everything_is_zero() {
    assertEquals(0, new Latencies().micros(0.99));
  }

  @Test
  void percentiles_are_of_the_nearest_rank_in_any_order() {
    Latencies latencies = new Latencies();
    for (int i = 2_000; i >= 1; i--) {
      latencies.add(i * 1_000L);
    }
    assertEquals(1_000, latencies.micros(0.5));
    assertEquals(1_980, latencies.micros(0.99));
    assertEquals(2_000, latencies.micros(1));
    assertEquals(1_000_000, latencies.nanos(0.5));
  }
}
