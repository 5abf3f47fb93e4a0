package io.voxbus.module.interlock;

import java.util.List;
import java.util.Map;

/**
 * Every function of the catalogue with the interlocks that stand before it; an empty list is a
 * decision, too.
 */
final class InterlockTable {
  private static final Interlock DRIVER_ONLY = new DriverOnly();
  private static final Interlock FRONT_ONLY = new FrontOnly();
  private static final Interlock REAR_PASSENGER = new OwnPlaceInTheRear();
  private static final Interlock OPENINGS = new OpeningsWhileDriving();
  private static final Interlock HEAVY = new HeavyOpenings();
  private static final Interlock UNLOCKING = new UnlockingWhileDriving();
  private static final Interlock MIRRORS = new MirrorsWhileDriving();
  private static final Interlock DRIVER_SEAT = new DriverSeatWhileDriving();
  private static final Interlock SEAT_MEMORY = new SeatMemoryWhileDriving();
  private static final Interlock OVERWRITING = new OverwritingSeatMemory();
  private static final Interlock LIGHTS = new LightsOffAtNight();
  private static final Interlock WIPERS = new WipersOffInRain();
  private static final Interlock STABILITY = new StabilityControl();
  private static final Interlock LANE_ASSIST = new LaneAssistWhileDriving();
  private static final Interlock SUSPENSION = new SuspensionWhileDriving();
  private static final Interlock CRUISE = new CruiseOnlyWhenDriving();
  private static final Interlock UNLOCKING_REAR = new UnlockingTheRear();
  private static final Interlock WINDOW_LOCK = new WindowLock();
  private static final Interlock CLOSING = new ClosingOnSomebody();
  private static final Interlock CHARGING = new ChargingUnplugged();

  static final Map<String, List<Interlock>> STANDARD =
      Map.ofEntries(
          Map.entry("set_climate_power", List.of(REAR_PASSENGER)),
          Map.entry("set_temperature", List.of(REAR_PASSENGER)),
          Map.entry("adjust_temperature", List.of(REAR_PASSENGER)),
          Map.entry("set_air_conditioning", List.of(REAR_PASSENGER)),
          Map.entry("set_fan_speed", List.of(REAR_PASSENGER)),
          Map.entry("adjust_fan_speed", List.of(REAR_PASSENGER)),
          Map.entry("set_air_direction", List.of(REAR_PASSENGER)),
          Map.entry("set_air_recirculation", List.of(FRONT_ONLY)),
          Map.entry("set_auto_climate", List.of(REAR_PASSENGER)),
          Map.entry("set_climate_sync", List.of(FRONT_ONLY)),
          Map.entry("set_defroster", List.of(FRONT_ONLY)),
          Map.entry("set_air_purifier", List.of()),
          Map.entry("set_preconditioning", List.of(FRONT_ONLY)),
          Map.entry("set_seat_heating", List.of(REAR_PASSENGER)),
          Map.entry("adjust_seat_heating", List.of(REAR_PASSENGER)),
          Map.entry("set_seat_ventilation", List.of(REAR_PASSENGER)),
          Map.entry("adjust_seat_ventilation", List.of(REAR_PASSENGER)),
          Map.entry("set_seat_massage", List.of(REAR_PASSENGER)),
          Map.entry("move_seat", List.of(REAR_PASSENGER, DRIVER_SEAT)),
          Map.entry("move_backrest", List.of(REAR_PASSENGER, DRIVER_SEAT)),
          Map.entry("adjust_lumbar_support", List.of(REAR_PASSENGER)),
          Map.entry("recall_seat_memory", List.of(REAR_PASSENGER, SEAT_MEMORY)),
          Map.entry("save_seat_memory", List.of(REAR_PASSENGER, OVERWRITING)),
          Map.entry("set_steering_wheel_heating", List.of(FRONT_ONLY)),
          Map.entry("control_window", List.of(REAR_PASSENGER, WINDOW_LOCK, CLOSING)),
          Map.entry("set_window_lock", List.of(FRONT_ONLY, UNLOCKING_REAR)),
          Map.entry("control_sunroof", List.of(FRONT_ONLY)),
          Map.entry("control_sunshade", List.of()),
          Map.entry("set_door_lock", List.of(FRONT_ONLY, UNLOCKING)),
          Map.entry("set_child_lock", List.of(FRONT_ONLY, UNLOCKING_REAR, UNLOCKING)),
          Map.entry("control_door", List.of(FRONT_ONLY, OPENINGS, HEAVY)),
          Map.entry("control_trunk", List.of(FRONT_ONLY, OPENINGS)),
          Map.entry("control_frunk", List.of(FRONT_ONLY, OPENINGS, HEAVY)),
          Map.entry("control_charge_port", List.of(FRONT_ONLY, OPENINGS)),
          Map.entry("control_fuel_flap", List.of(FRONT_ONLY, OPENINGS)),
          Map.entry("fold_mirrors", List.of(DRIVER_ONLY, MIRRORS)),
          Map.entry("adjust_mirror", List.of(DRIVER_ONLY, MIRRORS)),
          Map.entry("set_mirror_heating", List.of(FRONT_ONLY)),
          Map.entry("set_headlights", List.of(DRIVER_ONLY, LIGHTS)),
          Map.entry("set_high_beam_assist", List.of(DRIVER_ONLY)),
          Map.entry("set_fog_lights", List.of(FRONT_ONLY)),
          Map.entry("set_hazard_lights", List.of(FRONT_ONLY)),
          Map.entry("set_interior_light", List.of(REAR_PASSENGER)),
          Map.entry("set_ambient_light", List.of()),
          Map.entry("set_ambient_color", List.of()),
          Map.entry("set_brightness", List.of(FRONT_ONLY)),
          Map.entry("adjust_brightness", List.of(FRONT_ONLY)),
          Map.entry("set_wipers", List.of(FRONT_ONLY, WIPERS)),
          Map.entry("wash_window", List.of(FRONT_ONLY)),
          Map.entry("set_volume", List.of()),
          Map.entry("adjust_volume", List.of()),
          Map.entry("set_mute", List.of()),
          Map.entry("control_playback", List.of()),
          Map.entry("select_media_source", List.of()),
          Map.entry("tune_radio", List.of()),
          Map.entry("adjust_tone", List.of()),
          Map.entry("set_drive_mode", List.of(DRIVER_ONLY)),
          Map.entry("set_cruise_control", List.of(DRIVER_ONLY, CRUISE)),
          Map.entry("set_cruise_speed", List.of(DRIVER_ONLY, CRUISE)),
          Map.entry("adjust_cruise_speed", List.of(DRIVER_ONLY, CRUISE)),
          Map.entry("set_following_distance", List.of(DRIVER_ONLY)),
          Map.entry("set_lane_assist", List.of(DRIVER_ONLY, LANE_ASSIST)),
          Map.entry("set_parking_camera", List.of(FRONT_ONLY)),
          Map.entry("set_park_assist", List.of(DRIVER_ONLY)),
          Map.entry("set_regenerative_braking", List.of(DRIVER_ONLY)),
          Map.entry("set_suspension_height", List.of(DRIVER_ONLY, SUSPENSION)),
          Map.entry("set_stability_control", List.of(DRIVER_ONLY, STABILITY)),
          Map.entry("set_head_up_display", List.of(DRIVER_ONLY)),
          Map.entry("set_display_theme", List.of(FRONT_ONLY)),
          Map.entry("control_charging", List.of(FRONT_ONLY, CHARGING)),
          Map.entry("set_charge_limit", List.of(FRONT_ONLY)),
          Map.entry("query_status", List.of()));

  private InterlockTable() {}
}
