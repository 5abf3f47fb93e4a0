package io.voxbus.module.interlock;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the vehicle at one moment.
 *
 * @param readings by COVESA VSS 6.0 path, for example "Vehicle.Speed"; a path that is not there is
 *     not known
 */
public record VehicleSnapshot(Map<String, Reading> readings) {
  /** Nothing is known. */
  public static final VehicleSnapshot UNKNOWN = new VehicleSnapshot(Map.of());

  /**
   * One signal of the vehicle.
   *
   * @param value a Boolean, a Double or a String, in VSS's own unit for the path
   * @param atMs when it was measured, in milliseconds since 1970-01-01T00:00Z
   */
  public record Reading(Object value, long atMs) {}

  /** Copies the readings. */
  public VehicleSnapshot {
    readings = Map.copyOf(readings);
  }

  /** The number at a path; empty when not known or no number. */
  public OptionalDouble number(String path) {
    return Optional.ofNullable(readings.get(path))
        .map(Reading::value)
        .filter(Number.class::isInstance)
        .map(value -> OptionalDouble.of(((Number) value).doubleValue()))
        .orElse(OptionalDouble.empty());
  }
}
