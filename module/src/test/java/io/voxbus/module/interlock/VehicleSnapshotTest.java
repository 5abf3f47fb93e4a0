package io.voxbus.module.interlock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.ground.Place;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VehicleSnapshotTest {
  @Test
  void infiniteNumbersAreNotKnown() {
    State odd = State.parked().with(VehicleSignal.SPEED, Double.POSITIVE_INFINITY);
    assertEquals(Optional.empty(), odd.snapshot().number(VehicleSignal.SPEED));
  }

  @Test
  void aSignalOfAnotherTypeIsNotKnown() {
    assertEquals(Optional.empty(), State.parked().snapshot().flag(VehicleSignal.SPEED));
    assertEquals(Optional.empty(), State.parked().snapshot().number(VehicleSignal.WINDOW_LOCK));
  }

  @Test
  void everySignalHasItsPath() {
    Set<String> paths =
        Stream.of(VehicleSignal.values()).map(VehicleSignal::path).collect(Collectors.toSet());
    assertEquals(paths, VehicleSignal.paths());
    assertEquals(VehicleSignal.values().length, paths.size());
  }

  @Test
  void sidesAreTheDriversAndThePassengers() {
    assertEquals(
        VehicleSignal.DRIVER_SEATED, VehicleSignal.seated(Place.FRONT_RIGHT, Place.FRONT_RIGHT));
    assertEquals(
        VehicleSignal.PASSENGER_SEATED, VehicleSignal.seated(Place.FRONT_LEFT, Place.FRONT_RIGHT));
    assertEquals(
        VehicleSignal.REAR_DRIVER_SIDE_SEATED,
        VehicleSignal.seated(Place.REAR_RIGHT, Place.FRONT_RIGHT));
    assertEquals(
        VehicleSignal.REAR_PASSENGER_SIDE_SEATED,
        VehicleSignal.seated(Place.REAR_LEFT, Place.FRONT_RIGHT));
  }
}
