package io.voxbus.module.interlock;

import java.util.List;
import java.util.Map;

/**
 * Every function of the catalogue with the interlocks that stand before it; an empty list is a
 * decision, too.
 */
final class InterlockTable {
  private static final Interlock OPENINGS = new OpeningsWhileDriving();
  private static final Interlock UNLOCKING = new UnlockingWhileDriving();
  private static final Interlock MIRRORS = new MirrorsWhileDriving();
  private static final Interlock SEAT_MEMORY = new SeatMemoryWhileDriving();

  static final Map<String, List<Interlock>> STANDARD =
      Map.ofEntries(
          Map.entry("set_climate_power", List.of()),
          Map.entry("set_temperature", List.of()),
          Map.entry("adjust_temperature", List.of()),
          Map.entry("set_air_conditioning", List.of()),
          Map.entry("set_fan_speed", List.of()),
          Map.entry("adjust_fan_speed", List.of()),
          Map.entry("set_air_direction", List.of()),
          Map.entry("set_air_recirculation", List.of()),
          Map.entry("set_auto_climate", List.of()),
          Map.entry("set_climate_sync", List.of()),
          Map.entry("set_defroster", List.of()),
          Map.entry("set_air_purifier", List.of()),
          Map.entry("set_preconditioning", List.of()),
          Map.entry("set_seat_heating", List.of()),
          Map.entry("adjust_seat_heating", List.of()),
          Map.entry("set_seat_ventilation", List.of()),
          Map.entry("adjust_seat_ventilation", List.of()),
          Map.entry("set_seat_massage", List.of()),
          Map.entry("move_seat", List.of()),
          Map.entry("move_backrest", List.of()),
          Map.entry("adjust_lumbar_support", List.of()),
          Map.entry("recall_seat_memory", List.of(SEAT_MEMORY)),
          Map.entry("save_seat_memory", List.of()),
          Map.entry("set_steering_wheel_heating", List.of()),
          Map.entry("control_window", List.of()),
          Map.entry("set_window_lock", List.of()),
          Map.entry("control_sunroof", List.of()),
          Map.entry("control_sunshade", List.of()),
          Map.entry("set_door_lock", List.of(UNLOCKING)),
          Map.entry("set_child_lock", List.of(UNLOCKING)),
          Map.entry("control_door", List.of(OPENINGS)),
          Map.entry("control_trunk", List.of(OPENINGS)),
          Map.entry("control_frunk", List.of(OPENINGS)),
          Map.entry("control_charge_port", List.of(OPENINGS)),
          Map.entry("control_fuel_flap", List.of(OPENINGS)),
          Map.entry("fold_mirrors", List.of(MIRRORS)),
          Map.entry("adjust_mirror", List.of()),
          Map.entry("set_mirror_heating", List.of()),
          Map.entry("set_headlights", List.of()),
          Map.entry("set_high_beam_assist", List.of()),
          Map.entry("set_fog_lights", List.of()),
          Map.entry("set_hazard_lights", List.of()),
          Map.entry("set_interior_light", List.of()),
          Map.entry("set_ambient_light", List.of()),
          Map.entry("set_ambient_color", List.of()),
          Map.entry("set_brightness", List.of()),
          Map.entry("adjust_brightness", List.of()),
          Map.entry("set_wipers", List.of()),
          Map.entry("wash_window", List.of()),
          Map.entry("set_volume", List.of()),
          Map.entry("adjust_volume", List.of()),
          Map.entry("set_mute", List.of()),
          Map.entry("control_playback", List.of()),
          Map.entry("select_media_source", List.of()),
          Map.entry("tune_radio", List.of()),
          Map.entry("adjust_tone", List.of()),
          Map.entry("set_drive_mode", List.of()),
          Map.entry("set_cruise_control", List.of()),
          Map.entry("set_cruise_speed", List.of()),
          Map.entry("adjust_cruise_speed", List.of()),
          Map.entry("set_following_distance", List.of()),
          Map.entry("set_lane_assist", List.of()),
          Map.entry("set_parking_camera", List.of()),
          Map.entry("set_park_assist", List.of()),
          Map.entry("set_regenerative_braking", List.of()),
          Map.entry("set_suspension_height", List.of()),
          Map.entry("set_stability_control", List.of()),
          Map.entry("set_head_up_display", List.of()),
          Map.entry("set_display_theme", List.of()),
          Map.entry("control_charging", List.of()),
          Map.entry("set_charge_limit", List.of()),
          Map.entry("query_status", List.of()));

  private InterlockTable() {}
}
