package io.voxbus.hil.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PunctualityTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aDelayThatStaysIsNoDrift() {
    Punctuality punctuality = new Punctuality();
    for (long tick = 0; tick < 1000; tick++) {
      punctuality.note(tick * 10 * MILLI, tick * 10 * MILLI + 2 * MILLI);
    }
    assertEquals(0, punctuality.driftMillis());
    assertEquals(2, punctuality.lateMillis(99), 0.01);
    assertEquals(9.99, punctuality.intendedSeconds(), 1e-9);
    assertEquals(9.992, punctuality.seconds(), 1e-9);
  }

  @Test
  void aDelayThatGrowsIsDrift() {
    Punctuality punctuality = new Punctuality();
    for (long tick = 0; tick < 1000; tick++) {
      punctuality.note(tick * 10 * MILLI, tick * 10 * MILLI + tick * MILLI / 100);
    }
    assertEquals(9, punctuality.driftMillis(), 0.05);
  }

  @Test
  void oneLateMomentIsNoDriftButTold() {
    Punctuality punctuality = new Punctuality();
    for (long tick = 0; tick < 1000; tick++) {
      punctuality.note(tick, tick + (tick == 999 ? 50 * MILLI : 0));
    }
    assertEquals(0, punctuality.driftMillis(), 0.001);
    assertEquals(50, punctuality.lateMillis(100), 0.1);
    assertTrue(punctuality.told().startsWith("1000 in "), punctuality.told());
  }

  @Test
  void aMomentIsNotOverBeforeItsTimeAndOneThatHasPassedIsNotWaitedFor() throws Exception {
    long until = System.nanoTime() + 3 * MILLI;
    Deadline.await(until);
    assertTrue(System.nanoTime() - until >= 0);
    long before = System.nanoTime();
    Deadline.await(before - 1000 * MILLI);
    assertTrue(System.nanoTime() - before < 500 * MILLI);
  }

  @Test
  void whoWaitsCanBeInterrupted() {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> Deadline.await(System.nanoTime() + 60_000 * MILLI));
  }
}
