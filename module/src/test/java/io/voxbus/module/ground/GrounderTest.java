package io.voxbus.module.ground;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.ground.VirtualBoard.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.reply.Wording;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrounderTest {
  private static final Board RIGHT_HAND_DRIVE =
      new Board("uk", "", "uk.dbc", Place.FRONT_RIGHT, BOARD.units(), BOARD.functions());
  private static final Board FAHRENHEIT =
      new Board(
          "us",
          "",
          "us.dbc",
          Place.FRONT_LEFT,
          Map.of("temperature", "fahrenheit", "speed", "mph", "distance", "inches"),
          BOARD.functions());
  private static final Board BARE =
      new Board("bare", "", "", Place.FRONT_LEFT, BOARD.units(), Map.of());

  private static Grounded grounded(Board board, Call call, Seat speaker) {
    return assertInstanceOf(Grounded.class, new Grounder(board).ground(call, speaker));
  }

  private static String grounded(String function, Map<String, ?> args) {
    return grounded(BOARD, call(function, args), Seat.SEAT_DRIVER).call().toString();
  }

  private static Ungrounded refused(Board board, Call call, Seat speaker) {
    return assertInstanceOf(Ungrounded.class, new Grounder(board).ground(call, speaker));
  }

  private static List<Place> places(
      Board board, Seat speaker, String function, Map<String, ?> args) {
    return grounded(board, call(function, args), speaker).places();
  }

  private static String said(Ungrounded refusal) {
    return new ResponseWriter(Wording.ENGLISH)
        .reason(new CallReport.Refused(refusal.call(), refusal.rule(), refusal.facts()));
  }

  @Test
  void aFunctionThatTheBoardLacksIsRefused() {
    Ungrounded refusal =
        refused(BARE, call("control_sunroof", Map.of("action", "open")), Seat.SEAT_DRIVER);
    assertEquals("unsupported_function", refusal.rule());
    assertEquals("This car has no control for the sunroof.", said(refusal));
  }

  @Test
  void aPlaceThatTheBoardLacksIsRefused() {
    Ungrounded refusal =
        refused(
            BOARD,
            call("set_seat_massage", Map.of("level", 1, "area", "rear_left")),
            Seat.SEAT_DRIVER);
    assertEquals("unsupported_area", refusal.rule());
    assertEquals("This car has no seat massage for the rear left.", said(refusal));
  }

  @Test
  void someoneBehindDoesNotMoveTheDriversSeatByNotNamingOne() {
    Ungrounded refusal =
        refused(BOARD, call("move_seat", Map.of("direction", "forward")), Seat.SEAT_REAR_LEFT);
    assertEquals("unsupported_area", refusal.rule());
  }

  @Test
  void theSpeakersOwnPlaceIsRefusedWhileNobodyKnowsWhoSpeaks() {
    Call mine = call("control_window", Map.of("action", "open", "area", "speaker"));
    assertEquals("speaker_unknown", refused(BOARD, mine, Seat.SEAT_UNSPECIFIED).rule());
  }

  @Test
  void aFunctionOfTheWholeCarNeedsNoSpeaker() {
    Grounded grounded =
        grounded(
            BOARD,
            call("set_air_conditioning", Map.of("state", "on", "area", "speaker")),
            Seat.SEAT_UNSPECIFIED);
    assertEquals("set_air_conditioning(state=on)", grounded.call().toString());
    assertEquals(List.of(), grounded.places());
  }

  @Test
  void seventyOnACelsiusBoardIsRefusedAndNotTakenForFahrenheit() {
    Ungrounded refusal =
        refused(BOARD, call("set_temperature", Map.of("temperature", 70)), Seat.SEAT_DRIVER);
    assertEquals("out_of_range", refusal.rule());
    assertEquals(
        "The temperature goes from 16 to 28 degrees Celsius, so 70 is not possible.",
        said(refusal));
  }

  @Test
  void aRangeIsToldInTheUnitThatWasSaid() {
    Ungrounded refusal =
        refused(
            BOARD,
            call("set_temperature", Map.of("temperature", 85, "unit", "fahrenheit")),
            Seat.SEAT_DRIVER);
    assertEquals(
        "The temperature goes from 61 to 82 degrees Fahrenheit, so 85 is not possible.",
        said(refusal));
  }

  @Test
  void aChangeThatIsTooLargeIsRefusedAndNotBent() {
    Ungrounded refusal =
        refused(
            BOARD,
            call("adjust_temperature", Map.of("direction", "up", "amount", 15)),
            Seat.SEAT_DRIVER);
    assertEquals(
        "The temperature can change by 0.5 to 10 degrees Celsius at a time, not by 15.",
        said(refusal));
  }

  @Test
  void aFrequencyOfNoBandIsRefused() {
    assertEquals(
        "out_of_range",
        refused(BOARD, call("tune_radio", Map.of("frequency", 200)), Seat.SEAT_DRIVER).rule());
    Call wrongBand = call("tune_radio", Map.of("frequency", 101.5, "band", "am"));
    assertEquals("out_of_range", refused(BOARD, wrongBand, Seat.SEAT_DRIVER).rule());
  }

  @Test
  void aWordThatTheBoardLacksIsRefused() {
    FunctionFacts facts =
        new FunctionFacts(
            List.of(),
            List.of(),
            Map.of(
                "mode",
                new ArgumentFacts(
                    List.of("eco", "normal"), Map.of(), Optional.empty(), Optional.empty())));
    Board plain =
        new Board(
            "plain", "", "", Place.FRONT_LEFT, BOARD.units(), Map.of("set_drive_mode", facts));
    Ungrounded refusal =
        refused(plain, call("set_drive_mode", Map.of("mode", "sport")), Seat.SEAT_DRIVER);
    assertEquals("unsupported_value", refusal.rule());
    assertEquals("The drive mode has no setting sport in this car.", said(refusal));
  }

  @Test
  void numbersAreConvertedAndRoundedToTheBoardsStep() {
    assertEquals(
        "set_temperature(temperature=21, unit=celsius, area=all)",
        grounded("set_temperature", Map.of("temperature", 70, "unit", "fahrenheit")));
    assertEquals(
        "set_temperature(temperature=21.5, unit=celsius, area=all)",
        grounded("set_temperature", Map.of("temperature", 21.6)));
    assertEquals(
        "set_cruise_speed(speed=97, unit=kmh)",
        grounded("set_cruise_speed", Map.of("speed", 60, "unit", "mph")));
    assertEquals(
        "move_seat(direction=up, distance=51, unit=millimeters, area=front_left)",
        grounded("move_seat", Map.of("direction", "up", "distance", 2, "unit", "inches")));
  }

  @Test
  void aDifferenceOfDegreesHasNoZeroPoint() {
    assertEquals(
        "adjust_temperature(direction=up, amount=2, unit=celsius, area=all)",
        grounded(
            "adjust_temperature", Map.of("direction", "up", "amount", 4, "unit", "fahrenheit")));
  }

  @Test
  void aNumberWithoutUnitIsInTheUnitThatTheCarShows() {
    assertEquals(
        "move_seat(direction=forward, distance=50, unit=millimeters, area=front_left)",
        grounded("move_seat", Map.of("direction", "forward", "distance", 5)));
    Grounded warm =
        grounded(FAHRENHEIT, call("set_temperature", Map.of("temperature", 70)), Seat.SEAT_DRIVER);
    assertEquals("set_temperature(temperature=21, unit=celsius, area=all)", warm.call().toString());
  }

  @Test
  void wordsBecomeTheBoardsNumbersOrStayAsItsSettings() {
    assertEquals(
        "set_fan_speed(level=8, area=all)", grounded("set_fan_speed", Map.of("level", "high")));
    assertEquals(
        "set_fan_speed(level=auto, area=all)", grounded("set_fan_speed", Map.of("level", "auto")));
    assertEquals(
        "set_temperature(temperature=28, unit=celsius, area=all)",
        grounded("set_temperature", Map.of("temperature", "max")));
    assertEquals(
        "set_following_distance(gap=increase)",
        grounded("set_following_distance", Map.of("gap", "increase")));
  }

  @Test
  void whatWasNotSaidTakesTheBoardsDefault() {
    assertEquals(
        "adjust_cruise_speed(direction=down, amount=5, unit=kmh)",
        grounded("adjust_cruise_speed", Map.of("direction", "down")));
    assertEquals(
        "set_defroster(state=on, location=front)",
        grounded("set_defroster", Map.of("state", "on")));
    assertEquals(
        "set_volume(level=30, channel=media)", grounded("set_volume", Map.of("level", 30)));
  }

  @Test
  void aDefaultMayDependOnTheAction() {
    assertEquals(
        "control_window(action=vent, position=10, area=front_left)",
        grounded("control_window", Map.of("action", "vent")));
    assertEquals(
        "control_window(action=stop, area=front_left)",
        grounded("control_window", Map.of("action", "stop")));
    assertEquals(
        "control_sunroof(action=open, position=40)",
        grounded("control_sunroof", Map.of("action", "open", "position", 40)));
  }

  @Test
  void theBandIsTheOneThatHoldsTheFrequency() {
    assertEquals(
        "tune_radio(frequency=101.5, band=fm)", grounded("tune_radio", Map.of("frequency", 101.5)));
    assertEquals(
        "tune_radio(frequency=1010, band=am)", grounded("tune_radio", Map.of("frequency", 1010)));
  }

  @ParameterizedTest
  @CsvSource({
    "SEAT_DRIVER,      speaker,    FRONT_LEFT",
    "SEAT_PASSENGER,   speaker,    FRONT_RIGHT",
    "SEAT_REAR_RIGHT,  speaker,    REAR_RIGHT",
    "SEAT_UNSPECIFIED, driver,     FRONT_LEFT",
    "SEAT_UNSPECIFIED, passenger,  FRONT_RIGHT",
    "SEAT_UNSPECIFIED, rear_left,  REAR_LEFT",
    "SEAT_UNSPECIFIED, front,      FRONT_LEFT FRONT_RIGHT",
    "SEAT_UNSPECIFIED, rear,       REAR_LEFT REAR_RIGHT",
    "SEAT_UNSPECIFIED, left,       FRONT_LEFT",
    "SEAT_REAR_RIGHT,  left,       REAR_LEFT",
    "SEAT_UNSPECIFIED, all,        FRONT_LEFT FRONT_RIGHT REAR_LEFT REAR_RIGHT"
  })
  void areasArePlaces(Seat speaker, String area, String expected) {
    List<Place> places =
        places(BOARD, speaker, "control_window", Map.of("action", "open", "area", area));
    assertEquals(expected, String.join(" ", places.stream().map(Place::name).toList()));
  }

  @Test
  void theSteeringWheelDecidesWhichSideIsTheDrivers() {
    Map<String, String> driver = Map.of("action", "open", "area", "driver");
    assertEquals(
        List.of(Place.FRONT_RIGHT),
        places(RIGHT_HAND_DRIVE, Seat.SEAT_UNSPECIFIED, "control_window", driver));
    Map<String, String> mine = Map.of("action", "open", "area", "speaker");
    assertEquals(
        List.of(Place.FRONT_LEFT),
        places(RIGHT_HAND_DRIVE, Seat.SEAT_PASSENGER, "control_window", mine));
  }

  @Test
  void aMirrorOfOneSideIsThatMirrorForThoseBehindToo() {
    Map<String, String> right = Map.of("direction", "up", "area", "right");
    assertEquals(
        List.of(Place.FRONT_RIGHT), places(BOARD, Seat.SEAT_REAR_LEFT, "adjust_mirror", right));
  }

  @Test
  void aMissingAreaIsTheSpeakersAndTheDriversWhenNobodyKnowsWhoSpeaks() {
    assertEquals(
        List.of(Place.REAR_LEFT),
        places(BOARD, Seat.SEAT_REAR_LEFT, "set_seat_heating", Map.of("level", 2)));
    assertEquals(
        List.of(Place.FRONT_LEFT),
        places(BOARD, Seat.SEAT_UNSPECIFIED, "set_seat_heating", Map.of("level", 2)));
  }

  @Test
  void theCallAsUnderstoodIsKept() {
    Call spoken = call("set_fan_speed", Map.of("level", "high", "area", "passenger"));
    Grounded grounded = grounded(BOARD, spoken, Seat.SEAT_DRIVER);
    assertEquals(spoken, grounded.spoken());
    assertEquals("set_fan_speed(level=8, area=front_right)", grounded.call().toString());
  }

  @Test
  void theVirtualBoardHasEveryFunction() {
    assertEquals(Catalogue.standard().functions().size(), BOARD.functions().size());
  }
}
