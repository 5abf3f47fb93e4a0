package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final BrokerTimings TIMINGS =
      new BrokerTimings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofMillis(450));

  /** Draws the largest value each time, so that the bounds can be seen. */
  private static final RandomGenerator LARGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void boundDoublesUpToTheCap() {
    BackOff backOff = new BackOff(TIMINGS, LARGEST);
    long[] waits = IntStream.range(0, 5).mapToLong(i -> backOff.next().toMillis()).toArray();
    assertEquals(List.of(100L, 200L, 400L, 450L, 450L), Arrays.stream(waits).boxed().toList());
  }

  @Test
  void resetBeginsAnew() {
    BackOff backOff = new BackOff(TIMINGS, LARGEST);
    backOff.next();
    backOff.next();
    backOff.reset();
    assertEquals(Duration.ofMillis(100), backOff.next());
  }

  @Test
  void waitsSpreadOverTheWholeRange() {
    BackOff backOff = new BackOff(TIMINGS, new Random(7));
    IntStream.range(0, 5).forEach(i -> backOff.next());
    long[] waits = IntStream.range(0, 1000).mapToLong(i -> backOff.next().toMillis()).toArray();
    assertTrue(Arrays.stream(waits).allMatch(wait -> wait >= 1 && wait <= 450));
    assertTrue(Arrays.stream(waits).anyMatch(wait -> wait < 45));
    assertTrue(Arrays.stream(waits).anyMatch(wait -> wait > 405));
  }
}
