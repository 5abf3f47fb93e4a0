package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.voxbus.module.app.VehicleStates.Form;
import io.voxbus.module.interlock.VehicleSnapshot.Reading;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.VehicleState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VehicleStatesTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final String SPEED = "Vehicle.Speed";
  private static final String LOCK = "Vehicle.Cabin.IsWindowChildLockEngaged";

  private final AtomicLong millis = new AtomicLong(NOW);
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicLong ahead = new AtomicLong();
  private final VehicleStates states =
      new VehicleStates(
          () -> Instant.ofEpochMilli(millis.get()), nanos::get, ahead::incrementAndGet);

  private void speed(double kmh, long atMs) {
    take(StateSignal.newBuilder().setPath(SPEED).setNumber(kmh).setAtMs(atMs));
  }

  private void take(StateSignal.Builder signal) {
    VehicleState state = VehicleState.newBuilder().addSignals(signal).build();
    assertTrue(states.take(Buffer.buffer(state.toByteArray()), Form.PROTOBUF));
  }

  private void pass(long ms) {
    millis.addAndGet(ms);
    nanos.addAndGet(ms * 1_000_000);
  }

  private Reading speed() {
    return states.snapshot().readings().get(SPEED);
  }

  @Test
  void aValueAgesSinceItWasMeasured() {
    speed(50, NOW - 700);
    assertEquals(new Reading(50.0, Duration.ofMillis(700)), speed());
    pass(300);
    assertEquals(new Reading(50.0, Duration.ofSeconds(1)), speed());
  }

  @Test
  void aValueFromAheadOfTheClockIsNotTakenAndCounted() {
    speed(50, NOW + 500);
    assertEquals(0, ahead.get());
    speed(60, NOW + 501);
    assertEquals(1, ahead.get());
    assertEquals(50.0, speed().value());
  }

  @Test
  void aValueWithoutATimeIsOfNow() {
    speed(50, 0);
    assertEquals(new Reading(50.0, Duration.ZERO), speed());
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeAValueYounger() {
    speed(50, NOW);
    pass(400);
    millis.addAndGet(-300);
    assertEquals(new Reading(50.0, Duration.ofMillis(400)), speed());
  }

  @Test
  void aClockThatIsSetFarBackMakesValuesUnknownUntilTheyComeAgain() {
    speed(50, NOW);
    millis.addAndGet(-3_600_000);
    assertEquals(Map.of(), states.snapshot().readings());
    speed(60, NOW - 3_600_000);
    assertEquals(new Reading(60.0, Duration.ZERO), speed());
  }

  @Test
  void aValueFromTheFutureIsNotTaken() {
    speed(50, NOW);
    speed(0, NOW + 501);
    assertEquals(50.0, speed().value());
    speed(0, NOW + 500);
    assertEquals(0.0, speed().value());
  }

  @Test
  void anOlderValueThanTheKnownOneIsDropped() {
    speed(50, NOW);
    speed(0, NOW - 1);
    assertEquals(50.0, speed().value());
    speed(30, NOW);
    assertEquals(30.0, speed().value());
  }

  @Test
  void batchesKeepWhatTheyDoNotCarry() {
    speed(50, NOW);
    take(StateSignal.newBuilder().setPath(LOCK).setFlag(true));
    assertEquals(50.0, speed().value());
    assertEquals(true, states.snapshot().readings().get(LOCK).value());
  }

  @Test
  void jsonSaysTheSame() {
    String json =
        "{\"signals\":[{\"path\":\"Vehicle.Speed\",\"number\":12.5,\"later\":1},"
            + "{\"path\":\"%s\",\"flag\":true}]}".formatted(LOCK);
    assertTrue(states.take(Buffer.buffer(json), Form.JSON));
    assertEquals(12.5, speed().value());
    assertEquals(true, states.snapshot().readings().get(LOCK).value());
  }

  @Test
  void whatNoInterlockNeedsIsNotKept() {
    take(StateSignal.newBuilder().setPath("Vehicle.Chassis.Weight").setNumber(1));
    take(StateSignal.newBuilder().setPath(SPEED));
    assertEquals(Map.of(), states.snapshot().readings());
  }

  @Test
  void rubbishIsNoState() {
    assertFalse(states.take(Buffer.buffer(new byte[] {10, 5, 'c'}), Form.PROTOBUF));
    assertFalse(states.take(Buffer.buffer("{"), Form.JSON));
    assertFalse(states.take(Buffer.buffer("[]"), Form.JSON));
    assertEquals(Map.of(), states.snapshot().readings());
  }

  @Test
  void aTimeSoLongAgoThatItsAgeOverflowsIsNotNow() {
    speed(0, Long.MIN_VALUE);
    assertEquals(Duration.ofMillis(Long.MAX_VALUE), speed().age());
  }
}
