package io.voxbus.module.interlock;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.interlock.State.driving;
import static io.voxbus.module.interlock.State.parked;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.proto.v1.Seat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a board that tells no places apart, what goes by place holds for all of them. */
class WithoutPlacesTest {
  private static final Board WHOLE =
      new Board(
          "whole",
          "a car with one switch for all",
          BOARD.dbc(),
          BOARD.driver(),
          BOARD.units(),
          BOARD.functions().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, each -> whole(each.getValue()))));

  private static FunctionFacts whole(FunctionFacts facts) {
    return new FunctionFacts(List.of(), List.of(), facts.arguments());
  }

  private static String says(String function, Map<String, ?> args, Seat speaker, State state) {
    return Judge.says(WHOLE, function, args, speaker, state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"move_seat", "move_backrest"})
  void theSeatsStayWhileTheCarMoves(String function) {
    Map<String, ?> forward = Map.of("direction", "forward");
    assertEquals(
        "no driver_seat_while_driving", says(function, forward, Seat.SEAT_DRIVER, driving(3.01)));
    assertEquals("yes", says(function, forward, Seat.SEAT_DRIVER, parked()));
  }

  @ParameterizedTest
  @CsvSource({
    "control_window,       action, open",
    "set_air_conditioning, state,  on",
    "set_seat_heating,     level,  high",
    "set_interior_light,   state,  on"
  })
  void whoSitsBehindChangesNothingForAll(String function, String argument, String word) {
    Map<String, ?> args = Map.of(argument, word);
    assertEquals("no rear_passenger", says(function, args, Seat.SEAT_REAR_LEFT, parked()));
    assertEquals("yes", says(function, args, Seat.SEAT_PASSENGER, parked()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"set_volume", "set_ambient_color"})
  void whatAnybodyMaySetForAllStaysSo(String function) {
    Map<String, ?> args =
        function.equals("set_volume") ? Map.of("level", "max") : Map.of("color", "red");
    assertEquals("yes", says(function, args, Seat.SEAT_REAR_LEFT, parked()));
  }

  @Test
  void theWindowsAreShutOnSomebodyElseOnlyAfterAQuestion() {
    Map<String, ?> close = Map.of("action", "close");
    State behind = parked().with(VehicleSignal.REAR_PASSENGER_SIDE_SEATED, true);
    assertEquals(
        "ask closing_on_somebody", says("control_window", close, Seat.SEAT_DRIVER, behind));
    assertEquals("yes", says("control_window", close, Seat.SEAT_DRIVER, parked()));
  }
}
