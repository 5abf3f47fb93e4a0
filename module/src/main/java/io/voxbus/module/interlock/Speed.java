package io.voxbus.module.interlock;

/** Limits on the vehicle's speed. */
final class Speed {
  private Speed() {}

  /**
   * Whether the vehicle is known to be faster than a limit in km/h. Backwards counts like forwards.
   */
  static boolean above(double limit, VehicleSnapshot vehicle) {
    return Math.abs(vehicle.number("Vehicle.Speed").orElse(0)) > limit;
  }
}
