package io.voxbus.module.interlock;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final RateLimit rate = new RateLimit(2, Duration.ofNanos(10), nanos::get);

  @Test
  void noMoreThanTheMostAreLetThroughInEachStretchOfTime() {
    assertTrue(rate.admitsOneMore());
    nanos.addAndGet(4);
    assertTrue(rate.admitsOneMore());
    assertFalse(rate.admitsOneMore());
    nanos.addAndGet(5);
    assertFalse(rate.admitsOneMore());
    nanos.addAndGet(1);
    assertTrue(rate.admitsOneMore());
    assertFalse(rate.admitsOneMore());
    nanos.addAndGet(4);
    assertTrue(rate.admitsOneMore());
  }

  @Test
  void whatWasNotLetThroughDoesNotCount() {
    for (int i = 0; i < 10; i++) {
      rate.admitsOneMore();
    }
    nanos.addAndGet(10);
    assertTrue(rate.admitsOneMore());
    assertTrue(rate.admitsOneMore());
    assertFalse(rate.admitsOneMore());
  }
}
