package io.voxbus.module.interlock;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the vehicle at one moment.
 *
 * @param readings by COVESA VSS 6.0 path, for example "Vehicle.Speed"
 */
public record VehicleSnapshot(Map<String, Reading> readings) {
  /** Nothing is known. */
  public static final VehicleSnapshot UNKNOWN = new VehicleSnapshot(Map.of());

  /**
   * One signal of the vehicle.
   *
   * @param value a Boolean, a Double or a String, in VSS's own unit for the path
   * @param age how long ago it was measured, at the moment of the snapshot
   */
  public record Reading(Object value, Duration age) {}

  /** Copies the readings. */
  public VehicleSnapshot {
    readings = Map.copyOf(readings);
  }

  /** A number that is fresh enough to rely on; empty when there is none. */
  Optional<Double> number(VehicleSignal signal) {
    return fresh(signal, Double.class).filter(Double::isFinite);
  }

  /** A truth value that is fresh enough to rely on; empty when there is none. */
  Optional<Boolean> flag(VehicleSignal signal) {
    return fresh(signal, Boolean.class);
  }

  private <T> Optional<T> fresh(VehicleSignal signal, Class<T> type) {
    return Optional.ofNullable(readings.get(signal.path()))
        .filter(reading -> reading.age().compareTo(signal.oldest()) <= 0)
        .map(Reading::value)
        .filter(type::isInstance)
        .map(type::cast);
  }
}
