package io.voxbus.module.interlock;

import java.util.Locale;

/** Why a call is held. Each rule's class says what it is for. */
public enum Rule {
  /** The function has no entry in the table of interlocks. */
  NO_RULE(true, false),
  /** The pass is used, too old, or another call's. */
  PASS_INVALID(true, false),
  /** {@link Contradictions}. */
  CONTRADICTORY(true, false),
  /** {@link RateLimit}. */
  TOO_MANY_COMMANDS(true, false),
  /** {@link OpeningsWhileDriving}. */
  OPENINGS_WHILE_DRIVING(true, false),
  /** {@link HeavyOpenings}. */
  HEAVY_OPENINGS(false, true),
  /** {@link UnlockingWhileDriving}. */
  UNLOCKING_WHILE_DRIVING(true, false),
  /** {@link MirrorsWhileDriving}. */
  MIRRORS_WHILE_DRIVING(true, false),
  /** {@link SeatMemoryWhileDriving}. */
  SEAT_MEMORY_WHILE_DRIVING(true, false),
  /** {@link OverwritingSeatMemory}. */
  OVERWRITING_SEAT_MEMORY(false, true),
  /** {@link DriverSeatWhileDriving}. */
  DRIVER_SEAT_WHILE_DRIVING(true, false),
  /** {@link LightsOffAtNight}. */
  LIGHTS_OFF_AT_NIGHT(true, false),
  /** {@link WipersOffInRain}. */
  WIPERS_OFF_IN_RAIN(true, false),
  /** {@link StabilityControl}. */
  STABILITY_CONTROL(true, true),
  /** {@link LaneAssistWhileDriving}. */
  LANE_ASSIST_WHILE_DRIVING(false, true),
  /** {@link SuspensionWhileDriving}. */
  SUSPENSION_WHILE_DRIVING(true, false),
  /** {@link CruiseOnlyWhenDriving}. */
  CRUISE_ONLY_WHEN_DRIVING(true, false),
  /** {@link DriverOnly}. */
  DRIVER_ONLY(true, false),
  /** {@link FrontOnly}. */
  FRONT_ONLY(true, false),
  /** {@link OwnPlaceInTheRear}. */
  REAR_PASSENGER(true, false),
  /** {@link UnlockingTheRear}. */
  UNLOCKING_THE_REAR(true, false),
  /** {@link WindowLock}. */
  WINDOW_LOCK(true, false),
  /** {@link ClosingOnSomebody}. */
  CLOSING_ON_SOMEBODY(false, true),
  /** {@link ChargingUnplugged}. */
  CHARGING_UNPLUGGED(true, false);

  private final boolean refuses;
  private final boolean asks;

  Rule(boolean refuses, boolean asks) {
    this.refuses = refuses;
    this.asks = asks;
  }

  /** As the wire and the message catalogue have it, for example {@code window_lock}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there are calls that it refuses. */
  public boolean refuses() {
    return refuses;
  }

  /** Whether there are calls before which it asks. */
  public boolean asks() {
    return asks;
  }
}
