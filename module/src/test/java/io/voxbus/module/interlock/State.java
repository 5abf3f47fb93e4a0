package io.voxbus.module.interlock;

import io.voxbus.module.interlock.VehicleSnapshot.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** States of a vehicle, for tests: each begins with a parked car by day and changes something. */
final class State {
  static final double PARK = 126;
  static final double DRIVE = 127;
  static final double NEUTRAL = 0;
  static final double REVERSE = -1;

  private final Map<String, Reading> readings;

  private State(Map<String, Reading> readings) {
    this.readings = readings;
  }

  /**
   * Everything is known: parked in daylight, dry, unplugged, windows shut, and only the driver is
   * in the car.
   */
  static State parked() {
    State state = new State(new HashMap<>());
    for (VehicleSignal signal : VehicleSignal.values()) {
      state.put(
          signal,
          signal.name().endsWith("SEATED") ? signal.equals(VehicleSignal.DRIVER_SEATED) : false);
    }
    state.put(VehicleSignal.SPEED, 0.0);
    state.put(VehicleSignal.SELECTED_GEAR, PARK);
    state.put(VehicleSignal.LIGHT_OUTSIDE, 80.0);
    state.put(VehicleSignal.RAIN, 0.0);
    for (VehicleSignal signal : VehicleSignal.values()) {
      if (signal.name().endsWith("_WINDOW")) {
        state.put(signal, 0.0);
      }
    }
    return state;
  }

  /** Drives forwards, at this speed in km/h. */
  static State driving(double kmh) {
    return parked().with(VehicleSignal.SELECTED_GEAR, DRIVE).with(VehicleSignal.SPEED, kmh);
  }

  /** The same with another value of one signal. */
  State with(VehicleSignal signal, Object value) {
    State other = new State(new HashMap<>(readings));
    other.put(signal, value);
    return other;
  }

  /** The same, where this signal was measured so long ago. */
  State aged(VehicleSignal signal, Duration age) {
    State other = new State(new HashMap<>(readings));
    other.readings.put(signal.path(), new Reading(readings.get(signal.path()).value(), age));
    return other;
  }

  /** The same, where this signal was never reported. */
  State without(VehicleSignal signal) {
    State other = new State(new HashMap<>(readings));
    other.readings.remove(signal.path());
    return other;
  }

  VehicleSnapshot snapshot() {
    return new VehicleSnapshot(readings);
  }

  private void put(VehicleSignal signal, Object value) {
    readings.put(signal.path(), new Reading(value, Duration.ZERO));
  }
}
