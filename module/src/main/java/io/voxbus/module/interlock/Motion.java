package io.voxbus.module.interlock;

import java.util.Optional;

/** Whether and how the vehicle moves. What is not known counts as the less safe of the two. */
final class Motion {
  /** The speed, in km/h, up to which a car counts as standing: sensors are not exact at rest. */
  static final double STANDING_KMH = 3;

  private static final double NEUTRAL = 0;
  private static final double PARK = 126;

  private Motion() {}

  /** Whether the vehicle moves, forwards or backwards, or nobody knows. */
  static boolean moves(VehicleSnapshot vehicle) {
    return mayBeFasterThan(STANDING_KMH, vehicle);
  }

  /** Whether the vehicle is faster than this, in km/h, forwards or backwards, or nobody knows. */
  static boolean mayBeFasterThan(double limit, VehicleSnapshot vehicle) {
    return vehicle.number(VehicleSignal.SPEED).map(speed -> Math.abs(speed) > limit).orElse(true);
  }

  /** Whether the vehicle stands and will not drive off: it is known to be in park or neutral. */
  static boolean isAtRest(VehicleSnapshot vehicle) {
    return !moves(vehicle) && gear(vehicle).filter(g -> g == PARK || g == NEUTRAL).isPresent();
  }

  /** Whether the vehicle is known to be parked. */
  static boolean isParked(VehicleSnapshot vehicle) {
    return !moves(vehicle) && gear(vehicle).filter(g -> g == PARK).isPresent();
  }

  /** Whether the vehicle is known to drive forwards, at least this fast in km/h. */
  static boolean drivesForwards(double least, VehicleSnapshot vehicle) {
    return vehicle.number(VehicleSignal.SPEED).filter(speed -> speed >= least).isPresent()
        && gear(vehicle).filter(g -> g > NEUTRAL && g != PARK).isPresent();
  }

  private static Optional<Double> gear(VehicleSnapshot vehicle) {
    return vehicle.number(VehicleSignal.SELECTED_GEAR);
  }
}
