package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private static final Moment LAST_HEARD = new Moment(-500, 1_800_000_000_000L);

  private final Freshness freshness = new Freshness(Duration.ofSeconds(10));

  @Test
  void whatWaitedDuringTheFirstConnectionMayBeOld() {
    freshness.connecting(LAST_HEARD);
    freshness.connected(true, Buffer.buffer());
    assertEquals(true, freshness.mayBeOld());
  }

  @Test
  void whatWaitedForTenSecondsIsFresh() {
    assertEquals(false, mayBeOldAfter(10_000, 10_000));
  }

  @Test
  void whatWaitedForLongerMayBeOld() {
    assertEquals(true, mayBeOldAfter(10_001, 10_001));
  }

  @Test
  void theTimeOfASuspendedMachineCounts() {
    assertEquals(true, mayBeOldAfter(5, 10_001));
  }

  @Test
  void aTimeOfDayThatWasSetBackMakesNothingFresh() {
    assertEquals(true, mayBeOldAfter(10_001, -3_600_000));
  }

  private boolean mayBeOldAfter(long monotonicMs, long timeOfDayMs) {
    freshness.away(LAST_HEARD);
    freshness.connecting(
        new Moment(
            LAST_HEARD.nanos() + monotonicMs * 1_000_000, LAST_HEARD.millis() + timeOfDayMs));
    freshness.connected(true, Buffer.buffer());
    return freshness.mayBeOld();
  }
}
