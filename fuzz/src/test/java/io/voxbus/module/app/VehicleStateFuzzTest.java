package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.interlock.VehicleSnapshot;
import io.voxbus.proto.v1.VehicleState;
import java.time.Instant;

/** What a vehicle says of itself, as protobuf; it says the same when it is written as JSON. */
final class VehicleStateFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @FuzzTest
  void isTakenOrLeftAndSaysTheSameInJson(byte[] bytes) throws InvalidProtocolBufferException {
    VehicleStates states = new VehicleStates(() -> NOW, () -> 0, () -> {});
    boolean taken = states.take(Buffer.buffer(bytes), VehicleStates.Form.PROTOBUF);
    VehicleSnapshot snapshot = states.snapshot();
    snapshot.readings().values().forEach(reading -> assertFalse(reading.age().isNegative()));
    if (taken) {
      String json = JsonFormat.printer().print(VehicleState.parseFrom(bytes));
      VehicleStates same = new VehicleStates(() -> NOW, () -> 0, () -> {});
      assertTrue(same.take(Buffer.buffer(json), VehicleStates.Form.JSON));
      assertEquals(snapshot, same.snapshot());
    }
  }
}
