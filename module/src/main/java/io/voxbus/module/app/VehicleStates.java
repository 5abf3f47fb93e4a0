package io.voxbus.module.app;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.interlock.VehicleSnapshot;
import io.voxbus.module.interlock.VehicleSnapshot.Reading;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.VehicleState;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last known value of each vehicle signal that an interlock needs. */
final class VehicleStates {
  private static final Set<String> NEEDED = Set.of("Vehicle.Speed");

  private final InstantSource clock;
  private final Map<String, Reading> readings = new HashMap<>();

  VehicleStates(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a {@code voxbus.v1.VehicleState}; false when it is none. */
  boolean take(Buffer payload) {
    try {
      VehicleState.parseFrom(payload.getBytes()).getSignalsList().stream()
          .filter(signal -> NEEDED.contains(signal.getPath()))
          .forEach(this::note);
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  VehicleSnapshot snapshot() {
    return new VehicleSnapshot(readings);
  }

  private void note(StateSignal signal) {
    long atMs = signal.getAtMs() == 0 ? clock.millis() : signal.getAtMs();
    Reading known = readings.get(signal.getPath());
    if (known == null || known.atMs() <= atMs) {
      value(signal).ifPresent(value -> readings.put(signal.getPath(), new Reading(value, atMs)));
    }
  }

  private static Optional<Object> value(StateSignal signal) {
    return switch (signal.getValueCase()) {
      case FLAG -> Optional.of(signal.getFlag());
      case NUMBER -> Optional.of(signal.getNumber());
      case TEXT -> Optional.of(signal.getText());
      case VALUE_NOT_SET -> Optional.empty();
    };
  }
}
