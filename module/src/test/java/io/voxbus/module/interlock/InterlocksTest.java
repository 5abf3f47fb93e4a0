package io.voxbus.module.interlock;

import static io.voxbus.module.interlock.State.DRIVE;
import static io.voxbus.module.interlock.State.NEUTRAL;
import static io.voxbus.module.interlock.State.PARK;
import static io.voxbus.module.interlock.State.REVERSE;
import static io.voxbus.module.interlock.State.driving;
import static io.voxbus.module.interlock.State.parked;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.proto.v1.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each interlock at its limits, and with what it needs unknown, too old or of the wrong type. */
class InterlocksTest {
  private static String driver(String function, Map<String, ?> args, State state) {
    return Judge.says(function, args, Seat.SEAT_DRIVER, state);
  }

  private static String says(String function, String argument, String word, State state) {
    return driver(function, Map.of(argument, word), state);
  }

  private static State moving(double kmh, double gear) {
    return parked().with(VehicleSignal.SPEED, kmh).with(VehicleSignal.SELECTED_GEAR, gear);
  }

  @ParameterizedTest
  @CsvSource({
    "control_trunk,       action, open,   yes,                no openings_while_driving",
    "control_charge_port, action, open,   yes,                no openings_while_driving",
    "control_fuel_flap,   action, open,   yes,                no openings_while_driving",
    "control_door,        action, open,   ask heavy_openings, no openings_while_driving",
    "control_frunk,       action, open,   ask heavy_openings, no openings_while_driving",
    "set_door_lock,       state,  unlock, yes,                no unlocking_while_driving",
    "set_child_lock,      state,  off,    yes,                no unlocking_while_driving"
  })
  void openedAndUnlockedIsOnlyAtRest(
      String function, String argument, String word, String atRest, String otherwise) {
    for (State rest : List.of(parked(), moving(3, PARK), moving(-3, PARK), moving(0, NEUTRAL))) {
      assertEquals(atRest, says(function, argument, word, rest));
    }
    for (State state :
        List.of(
            moving(3.01, PARK),
            moving(-3.01, PARK),
            moving(0, DRIVE),
            moving(0, REVERSE),
            moving(0, 1),
            parked().without(VehicleSignal.SPEED),
            parked().without(VehicleSignal.SELECTED_GEAR),
            parked().with(VehicleSignal.SPEED, "slow"),
            parked().with(VehicleSignal.SPEED, Double.NaN),
            parked().with(VehicleSignal.SELECTED_GEAR, true),
            parked().aged(VehicleSignal.SPEED, Duration.ofMillis(2001)),
            parked().aged(VehicleSignal.SELECTED_GEAR, Duration.ofMillis(2001)))) {
      assertEquals(otherwise, says(function, argument, word, state));
    }
    assertEquals(
        atRest,
        says(
            function,
            argument,
            word,
            parked()
                .aged(VehicleSignal.SPEED, Duration.ofSeconds(2))
                .aged(VehicleSignal.SELECTED_GEAR, Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @CsvSource({
    "control_trunk, action, close",
    "control_trunk, action, stop",
    "control_door, action, close",
    "control_frunk, action, close",
    "control_charge_port, action, close",
    "control_fuel_flap, action, close",
    "set_door_lock, state, lock",
    "set_child_lock, state, on",
    "fold_mirrors, action, unfold",
    "set_suspension_height, height, normal",
    "set_stability_control, state, on",
    "set_lane_assist, state, on",
    "set_headlights, mode, on",
    "set_headlights, mode, auto",
    "set_wipers, mode, fast",
    "set_cruise_control, state, off",
    "set_cruise_control, state, cancel",
    "control_charging, action, stop"
  })
  void theSafeSideOfAFunctionIsAllowedWithNothingKnown(
      String function, String argument, String word) {
    State unknown = parked();
    for (VehicleSignal signal : VehicleSignal.values()) {
      unknown = unknown.without(signal);
    }
    assertEquals("yes", says(function, argument, word, unknown));
    assertEquals("yes", says(function, argument, word, driving(130)));
  }

  @Test
  void mirrorsStayAboveParkingSpeed() {
    for (Map.Entry<String, Map<String, String>> call :
        Map.of("fold_mirrors", Map.of("action", "fold"), "adjust_mirror", Map.of("direction", "up"))
            .entrySet()) {
      String no = "no mirrors_while_driving";
      assertEquals("yes", driver(call.getKey(), call.getValue(), driving(20)));
      assertEquals("yes", driver(call.getKey(), call.getValue(), driving(-20)));
      assertEquals(no, driver(call.getKey(), call.getValue(), driving(20.01)));
      assertEquals(no, driver(call.getKey(), call.getValue(), driving(-20.01)));
      assertEquals(
          no, driver(call.getKey(), call.getValue(), parked().without(VehicleSignal.SPEED)));
    }
  }

  @Test
  void aSeatPositionIsRecalledForNobodyWhileTheCarMoves() {
    for (String area : List.of("driver", "passenger")) {
      Map<String, ?> args = Map.of("slot", 1, "area", area);
      assertEquals("yes", driver("recall_seat_memory", args, driving(3)));
      assertEquals(
          "no seat_memory_while_driving", driver("recall_seat_memory", args, driving(3.01)));
      assertEquals(
          "no seat_memory_while_driving",
          driver("recall_seat_memory", args, parked().without(VehicleSignal.SPEED)));
    }
  }

  @Test
  void storingASeatPositionIsAskedAbout() {
    assertEquals(
        "ask overwriting_seat_memory", driver("save_seat_memory", Map.of("slot", 1), parked()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"move_seat", "move_backrest"})
  void theDriversSeatStaysWhileTheCarMovesAndThePassengersMayNot(String function) {
    Map<String, ?> own = Map.of("direction", "forward", "area", "driver");
    Map<String, ?> other = Map.of("direction", "forward", "area", "passenger");
    Map<String, ?> both = Map.of("direction", "forward", "area", "front");
    String no = "no driver_seat_while_driving";
    assertEquals("yes", driver(function, own, driving(3)));
    assertEquals(no, driver(function, own, driving(3.01)));
    assertEquals(no, driver(function, own, driving(-3.01)));
    assertEquals(no, driver(function, both, driving(50)));
    assertEquals(no, driver(function, own, parked().without(VehicleSignal.SPEED)));
    assertEquals("yes", driver(function, other, driving(50)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "parking"})
  void headlightsStayOnInTheDarkUnlessTheCarIsParked(String mode) {
    State dark = driving(50).with(VehicleSignal.LIGHT_OUTSIDE, 19.9);
    String no = "no lights_off_at_night";
    assertEquals(no, says("set_headlights", "mode", mode, dark));
    assertEquals(
        "yes", says("set_headlights", "mode", mode, dark.with(VehicleSignal.LIGHT_OUTSIDE, 20.0)));
    assertEquals(
        no, says("set_headlights", "mode", mode, dark.without(VehicleSignal.LIGHT_OUTSIDE)));
    assertEquals(
        no,
        says(
            "set_headlights",
            "mode",
            mode,
            driving(50).aged(VehicleSignal.LIGHT_OUTSIDE, Duration.ofMillis(10_001))));
    assertEquals(
        "yes",
        says(
            "set_headlights",
            "mode",
            mode,
            driving(50).aged(VehicleSignal.LIGHT_OUTSIDE, Duration.ofSeconds(10))));
    State parkedInTheDark = parked().with(VehicleSignal.LIGHT_OUTSIDE, 0.0);
    assertEquals("yes", says("set_headlights", "mode", mode, parkedInTheDark));
    assertEquals(
        no,
        says(
            "set_headlights",
            "mode",
            mode,
            parkedInTheDark.with(VehicleSignal.SELECTED_GEAR, NEUTRAL)));
    assertEquals(
        no, says("set_headlights", "mode", mode, parkedInTheDark.with(VehicleSignal.SPEED, 3.01)));
  }

  @Test
  void frontWipersStayOnInRainWhileTheCarMoves() {
    State rain = driving(50).with(VehicleSignal.RAIN, 0.1);
    assertEquals("no wipers_off_in_rain", says("set_wipers", "mode", "off", rain));
    assertEquals("yes", says("set_wipers", "mode", "slow", rain));
    assertEquals("yes", says("set_wipers", "mode", "off", driving(50)));
    assertEquals("yes", says("set_wipers", "mode", "off", rain.with(VehicleSignal.SPEED, 3.0)));
    assertEquals(
        "no wipers_off_in_rain",
        says("set_wipers", "mode", "off", rain.without(VehicleSignal.SPEED)));
    assertEquals("yes", driver("set_wipers", Map.of("mode", "off", "location", "rear"), rain));
    assertEquals("yes", says("set_wipers", "mode", "off", rain.without(VehicleSignal.RAIN)));
  }

  @Test
  void stabilityControlIsSwitchedOffAtAStandstillAfterAQuestion() {
    assertEquals(
        "ask stability_control", says("set_stability_control", "state", "off", driving(3)));
    assertEquals(
        "no stability_control", says("set_stability_control", "state", "off", driving(3.01)));
    assertEquals(
        "no stability_control",
        says("set_stability_control", "state", "off", parked().without(VehicleSignal.SPEED)));
  }

  @Test
  void laneAssistIsSwitchedOffOnTheWayAfterAQuestion() {
    assertEquals("yes", says("set_lane_assist", "state", "off", driving(3)));
    assertEquals(
        "ask lane_assist_while_driving", says("set_lane_assist", "state", "off", driving(3.01)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"low", "high", "raise", "lower"})
  void heightIsChangedOnlyUpToTownSpeed(String height) {
    assertEquals("yes", says("set_suspension_height", "height", height, driving(50)));
    assertEquals(
        "no suspension_while_driving",
        says("set_suspension_height", "height", height, driving(50.01)));
    assertEquals(
        "no suspension_while_driving",
        says("set_suspension_height", "height", height, parked().without(VehicleSignal.SPEED)));
  }

  @Test
  void cruiseIsSetOnlyOnACarThatDrivesForwards() {
    Map<String, Map<String, ?>> calls =
        Map.of(
            "set_cruise_speed", Map.of("speed", 100),
            "adjust_cruise_speed", Map.of("direction", "up"),
            "set_cruise_control", Map.of("state", "resume"));
    String no = "no cruise_only_when_driving";
    calls.forEach(
        (function, args) -> {
          assertEquals("yes", driver(function, args, driving(20)));
          assertEquals("yes", driver(function, args, moving(100, 5)));
          assertEquals(no, driver(function, args, driving(19.99)));
          assertEquals(no, driver(function, args, driving(-50)));
          assertEquals(no, driver(function, args, moving(50, REVERSE)));
          assertEquals(no, driver(function, args, moving(50, NEUTRAL)));
          assertEquals(no, driver(function, args, moving(50, PARK)));
          assertEquals(no, driver(function, args, driving(50).without(VehicleSignal.SPEED)));
          assertEquals(
              no, driver(function, args, driving(50).without(VehicleSignal.SELECTED_GEAR)));
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"SEAT_PASSENGER", "SEAT_REAR_LEFT", "SEAT_REAR_RIGHT", "SEAT_UNSPECIFIED"})
  void onlyTheDriverChangesHowTheCarDrives(Seat seat) {
    assertEquals(
        "no driver_only", Judge.says("set_cruise_speed", Map.of("speed", 100), seat, driving(80)));
    assertEquals(
        "no driver_only", Judge.says("set_drive_mode", Map.of("mode", "eco"), seat, parked()));
  }

  @Test
  void whoSitsBehindChangesNothingInFrontAndNothingOfTheWholeCar() {
    Map<String, ?> front = Map.of("level", 2, "area", "front");
    Map<String, ?> own = Map.of("level", 2, "area", "rear_right");
    for (Seat seat : List.of(Seat.SEAT_REAR_LEFT, Seat.SEAT_REAR_RIGHT)) {
      assertEquals("no rear_passenger", Judge.says("set_seat_heating", front, seat, parked()));
      assertEquals("yes", Judge.says("set_seat_heating", own, seat, parked()));
      assertEquals(
          "no front_only", Judge.says("control_sunroof", Map.of("action", "open"), seat, parked()));
    }
    for (Seat seat : List.of(Seat.SEAT_DRIVER, Seat.SEAT_PASSENGER, Seat.SEAT_UNSPECIFIED)) {
      assertEquals("yes", Judge.says("set_seat_heating", front, seat, parked()));
      assertEquals("yes", Judge.says("set_seat_heating", own, seat, parked()));
      assertEquals("yes", Judge.says("control_sunroof", Map.of("action", "open"), seat, parked()));
    }
  }

  @Test
  void lockedWindowsObeyOnlyThoseInFront() {
    Map<String, ?> args = Map.of("action", "open", "area", "rear_left");
    State locked = parked().with(VehicleSignal.WINDOW_LOCK, true);
    assertEquals("no window_lock", Judge.says("control_window", args, Seat.SEAT_REAR_LEFT, locked));
    assertEquals(
        "no window_lock",
        Judge.says(
            "control_window",
            args,
            Seat.SEAT_REAR_LEFT,
            parked().without(VehicleSignal.WINDOW_LOCK)));
    assertEquals("yes", Judge.says("control_window", args, Seat.SEAT_REAR_LEFT, parked()));
    assertEquals("yes", Judge.says("control_window", args, Seat.SEAT_DRIVER, locked));
    assertEquals("yes", Judge.says("control_window", args, Seat.SEAT_PASSENGER, locked));
  }

  @Test
  void whoseSeatNobodyKnowsMaySitBehindALockedWindow() {
    Map<String, ?> args = Map.of("action", "open", "area", "rear_left");
    State locked = parked().with(VehicleSignal.WINDOW_LOCK, true);
    assertEquals(
        "no window_lock", Judge.says("control_window", args, Seat.SEAT_UNSPECIFIED, locked));
    assertEquals("yes", Judge.says("control_window", args, Seat.SEAT_UNSPECIFIED, parked()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"set_window_lock", "set_child_lock"})
  void onlyWhoIsKnownToSitInFrontTakesALockOfTheRearOff(String function) {
    Map<String, ?> off = Map.of("state", "off");
    assertEquals(
        "no unlocking_the_rear", Judge.says(function, off, Seat.SEAT_UNSPECIFIED, parked()));
    assertEquals("no front_only", Judge.says(function, off, Seat.SEAT_REAR_LEFT, parked()));
    assertEquals("yes", Judge.says(function, off, Seat.SEAT_DRIVER, parked()));
    assertEquals("yes", Judge.says(function, off, Seat.SEAT_PASSENGER, parked()));
    assertEquals(
        "yes", Judge.says(function, Map.of("state", "on"), Seat.SEAT_UNSPECIFIED, parked()));
  }

  @ParameterizedTest
  @CsvSource({
    "open, 0",
    "open, 49",
    "close, 30",
    "vent, 10",
  })
  void aWindowThatWouldGoUpToItsPositionIsShutOnSomebodyToo(String action, int position) {
    Map<String, ?> args = Map.of("action", action, "position", position, "area", "rear_left");
    State full = parked().with(VehicleSignal.REAR_DRIVER_SIDE_SEATED, true);
    String ask = "ask closing_on_somebody";
    VehicleSignal window = VehicleSignal.REAR_DRIVER_SIDE_WINDOW;
    assertEquals(
        ask, Judge.says("control_window", args, Seat.SEAT_DRIVER, full.with(window, 50.0)));
    assertEquals(ask, Judge.says("control_window", args, Seat.SEAT_DRIVER, full.without(window)));
    assertEquals(
        ask,
        Judge.says(
            "control_window",
            args,
            Seat.SEAT_DRIVER,
            full.with(window, 0.0).aged(window, Duration.ofMillis(5001))));
    assertEquals(
        action.equals("close") ? ask : "yes",
        Judge.says("control_window", args, Seat.SEAT_DRIVER, full.with(window, (double) position)));
  }

  @Test
  void aWindowThatOpensWholeNeverGoesUp() {
    Map<String, ?> args = Map.of("action", "open", "area", "all");
    State full =
        parked()
            .with(VehicleSignal.PASSENGER_SEATED, true)
            .with(VehicleSignal.REAR_DRIVER_SIDE_SEATED, true)
            .without(VehicleSignal.REAR_DRIVER_SIDE_WINDOW);
    assertEquals("yes", Judge.says("control_window", args, Seat.SEAT_DRIVER, full));
  }

  @ParameterizedTest
  @CsvSource({
    "front_left,  DRIVER_SEATED,              SEAT_PASSENGER",
    "front_right, PASSENGER_SEATED,           SEAT_DRIVER",
    "rear_left,   REAR_DRIVER_SIDE_SEATED,    SEAT_DRIVER",
    "rear_right,  REAR_PASSENGER_SIDE_SEATED, SEAT_DRIVER",
    "rear_right,  REAR_PASSENGER_SIDE_SEATED, SEAT_UNSPECIFIED"
  })
  void aWindowIsShutOnSomebodyElseOnlyAfterAQuestion(
      String area, VehicleSignal seated, Seat speaker) {
    Map<String, ?> close = Map.of("action", "close", "area", area);
    String ask = "ask closing_on_somebody";
    State empty = parked().with(seated, false);
    assertEquals("yes", Judge.says("control_window", close, speaker, empty));
    assertEquals(ask, Judge.says("control_window", close, speaker, empty.with(seated, true)));
    assertEquals(ask, Judge.says("control_window", close, speaker, empty.without(seated)));
    assertEquals(
        ask,
        Judge.says("control_window", close, speaker, empty.aged(seated, Duration.ofMillis(5001))));
    assertEquals(
        "yes",
        Judge.says("control_window", close, speaker, empty.aged(seated, Duration.ofSeconds(5))));
    for (String action : List.of("open", "vent", "stop")) {
      assertEquals(
          "yes",
          Judge.says(
              "control_window",
              Map.of("action", action, "area", area),
              speaker,
              empty.with(seated, true)));
    }
  }

  @Test
  void theSpeakersOwnWindowIsShutWithoutAQuestion() {
    Map<String, ?> own = Map.of("action", "close", "area", "speaker");
    State full =
        parked()
            .with(VehicleSignal.PASSENGER_SEATED, true)
            .with(VehicleSignal.REAR_DRIVER_SIDE_SEATED, true)
            .with(VehicleSignal.REAR_PASSENGER_SIDE_SEATED, true);
    for (Seat seat :
        List.of(Seat.SEAT_DRIVER, Seat.SEAT_PASSENGER, Seat.SEAT_REAR_LEFT, Seat.SEAT_REAR_RIGHT)) {
      assertEquals("yes", Judge.says("control_window", own, seat, full));
    }
    assertEquals(
        "ask closing_on_somebody",
        Judge.says(
            "control_window", Map.of("action", "close", "area", "all"), Seat.SEAT_DRIVER, full));
  }

  @Test
  void chargingBeginsOnlyWithACable() {
    State plugged = parked().with(VehicleSignal.CHARGING_CABLE, true);
    String no = "no charging_unplugged";
    assertEquals("yes", says("control_charging", "action", "start", plugged));
    assertEquals(no, says("control_charging", "action", "start", parked()));
    assertEquals(
        no,
        says("control_charging", "action", "start", plugged.without(VehicleSignal.CHARGING_CABLE)));
    assertEquals(
        no,
        says(
            "control_charging",
            "action",
            "start",
            plugged.aged(VehicleSignal.CHARGING_CABLE, Duration.ofMillis(5001))));
  }
}
