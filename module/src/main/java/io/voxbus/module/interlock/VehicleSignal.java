package io.voxbus.module.interlock;

import io.voxbus.module.ground.Place;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The vehicle signals that interlocks need, by their COVESA VSS 6.0 paths, and how old each may be.
 * What is older, or was never reported, is not known, and what is not known counts as unsafe.
 */
public enum VehicleSignal {
  /** In km/h, negative when the car rolls backwards. */
  SPEED("Vehicle.Speed", Duration.ofSeconds(2)),
  /** 126 is park, 0 neutral, 127 drive, positive numbers forward gears, negative ones reverse. */
  SELECTED_GEAR("Vehicle.Powertrain.Transmission.SelectedGear", Duration.ofSeconds(2)),
  /** Light outside in percent: 0 is none, 100 full sunlight. */
  LIGHT_OUTSIDE("Vehicle.Exterior.LightIntensity", Duration.ofSeconds(10)),
  /** Rain on the windshield in percent: 0 is dry. */
  RAIN("Vehicle.Body.Raindetection.Intensity", Duration.ofSeconds(10)),
  /** Whether a charging cable is plugged in. */
  CHARGING_CABLE(
      "Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected",
      Duration.ofSeconds(5)),
  /** Whether the windows in the rear obey only the driver. */
  WINDOW_LOCK("Vehicle.Cabin.IsWindowChildLockEngaged", Duration.ofSeconds(10)),
  /** Whether somebody sits on the driver's seat. */
  DRIVER_SEATED("Vehicle.Cabin.Seat.Row1.DriverSide.IsOccupied", Duration.ofSeconds(5)),
  /** Whether somebody sits beside the driver. */
  PASSENGER_SEATED("Vehicle.Cabin.Seat.Row1.PassengerSide.IsOccupied", Duration.ofSeconds(5)),
  /** Whether somebody sits behind the driver. */
  REAR_DRIVER_SIDE_SEATED("Vehicle.Cabin.Seat.Row2.DriverSide.IsOccupied", Duration.ofSeconds(5)),
  /** Whether somebody sits behind the front passenger. */
  REAR_PASSENGER_SIDE_SEATED(
      "Vehicle.Cabin.Seat.Row2.PassengerSide.IsOccupied", Duration.ofSeconds(5)),
  /** How far the driver's window is open, in percent. */
  DRIVER_WINDOW("Vehicle.Cabin.Door.Row1.DriverSide.Window.Position", Duration.ofSeconds(5)),
  /** How far the window beside the driver is open, in percent. */
  PASSENGER_WINDOW("Vehicle.Cabin.Door.Row1.PassengerSide.Window.Position", Duration.ofSeconds(5)),
  /** How far the window behind the driver is open, in percent. */
  REAR_DRIVER_SIDE_WINDOW(
      "Vehicle.Cabin.Door.Row2.DriverSide.Window.Position", Duration.ofSeconds(5)),
  /** How far the window behind the front passenger is open, in percent. */
  REAR_PASSENGER_SIDE_WINDOW(
      "Vehicle.Cabin.Door.Row2.PassengerSide.Window.Position", Duration.ofSeconds(5));

  private static final Map<String, VehicleSignal> BY_PATH = byPath();

  private final String path;
  private final Duration oldest;

  VehicleSignal(String path, Duration oldest) {
    this.path = path;
    this.oldest = oldest;
  }

  /** The signal's VSS path. */
  public String path() {
    return path;
  }

  /** How old a value of it may be. */
  public Duration oldest() {
    return oldest;
  }

  /** The paths of all signals. */
  public static Set<String> paths() {
    return BY_PATH.keySet();
  }

  /**
   * Whether somebody sits at a place.
   *
   * @param place the place
   * @param driver the driver's place: VSS names sides by it
   */
  static VehicleSignal seated(Place place, Place driver) {
    if (place.isFront()) {
      return isDriverSide(place, driver) ? DRIVER_SEATED : PASSENGER_SEATED;
    }
    return isDriverSide(place, driver) ? REAR_DRIVER_SIDE_SEATED : REAR_PASSENGER_SIDE_SEATED;
  }

  /**
   * How far the window at a place is open.
   *
   * @param place the place
   * @param driver the driver's place
   */
  static VehicleSignal window(Place place, Place driver) {
    if (place.isFront()) {
      return isDriverSide(place, driver) ? DRIVER_WINDOW : PASSENGER_WINDOW;
    }
    return isDriverSide(place, driver) ? REAR_DRIVER_SIDE_WINDOW : REAR_PASSENGER_SIDE_WINDOW;
  }

  private static boolean isDriverSide(Place place, Place driver) {
    return place.isLeft() == driver.isLeft();
  }

  private static Map<String, VehicleSignal> byPath() {
    Map<String, VehicleSignal> signals = new LinkedHashMap<>();
    EnumSet.allOf(VehicleSignal.class).forEach(signal -> signals.put(signal.path, signal));
    return Map.copyOf(signals);
  }
}
