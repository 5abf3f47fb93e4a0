package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.interlock.VehicleSnapshot;
import java.time.Instant;

/** What a vehicle says of itself, as JSON. */
final class JsonVehicleStateFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @DictionaryEntries({
    "\"signals\":",
    "\"path\":",
    "\"flag\":",
    "\"number\":",
    "\"text\":",
    "\"atMs\":",
    "\"Vehicle.Speed\"",
    "\"Vehicle.Powertrain.Transmission.SelectedGear\"",
    "NaN",
    "Infinity",
    "1e400",
    "9223372036854775807",
    "-9223372036854775808",
    "null",
    "\\ud83d",
    "[[[[[[[["
  })
  @FuzzTest
  void isTakenOrLeft(byte[] bytes) {
    VehicleStates states = new VehicleStates(() -> NOW, () -> 0, () -> {});
    boolean taken = states.take(Buffer.buffer(bytes), VehicleStates.Form.JSON);
    VehicleSnapshot snapshot = states.snapshot();
    snapshot.readings().values().forEach(reading -> assertFalse(reading.age().isNegative()));
    if (!taken) {
      assertEquals(VehicleSnapshot.UNKNOWN, snapshot);
    }
  }
}
