package io.voxbus.module.interlock;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.interlock.State.driving;
import static io.voxbus.module.interlock.State.parked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.ground.Board;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same car with the steering wheel on the right is as safe as the one that is built around. */
class RightHandDriveTest {
  private static final Board RIGHT = Board.read(Path.of("../board-configs/right-hand-drive"));
  private static final List<State> STATES =
      List.of(
          parked(),
          driving(50),
          parked().without(VehicleSignal.SPEED),
          parked().with(VehicleSignal.WINDOW_LOCK, true),
          parked()
              .with(VehicleSignal.REAR_DRIVER_SIDE_SEATED, true)
              .with(VehicleSignal.REAR_DRIVER_SIDE_WINDOW, 60.0));

  private static String says(String function, Map<String, ?> args, Seat speaker, State state) {
    return Judge.says(RIGHT, function, args, speaker, state);
  }

  @ParameterizedTest
  @CsvSource({
    "front_right, no driver_seat_while_driving",
    "front_left,  yes",
    "driver,      no driver_seat_while_driving",
    "right,       no driver_seat_while_driving",
    "left,        yes"
  })
  void theSeatOnTheRightIsTheOneThatStaysWhileTheCarMoves(String area, String verdict) {
    Map<String, ?> forward = Map.of("direction", "forward", "area", area);
    assertEquals(verdict, says("move_seat", forward, Seat.SEAT_DRIVER, driving(50)));
  }

  @Test
  void whoSitsBehindOnTheRightSitsBehindTheDriver() {
    Map<String, ?> shut = Map.of("action", "close", "area", "rear_right");
    State open = parked().with(VehicleSignal.REAR_DRIVER_SIDE_WINDOW, 100.0);
    State seated = open.with(VehicleSignal.REAR_DRIVER_SIDE_SEATED, true);
    State beside = open.with(VehicleSignal.REAR_PASSENGER_SIDE_SEATED, true);
    assertEquals("ask closing_on_somebody", says("control_window", shut, Seat.SEAT_DRIVER, seated));
    assertEquals("yes", says("control_window", shut, Seat.SEAT_DRIVER, beside));
    assertEquals("yes", says("control_window", shut, Seat.SEAT_REAR_RIGHT, seated));
  }

  /** Every function in every place, asked for from every seat, against its mirror image. */
  @ParameterizedTest
  @EnumSource(names = "UNRECOGNIZED", mode = EnumSource.Mode.EXCLUDE)
  void everyVerdictIsTheMirrorImageOfTheOtherCars(Seat speaker) {
    int judged = 0;
    for (FunctionSpec function : Catalogue.standard().functions()) {
      for (Map<String, Object> args : calls(function)) {
        for (State state : STATES) {
          assertEquals(
              Judge.says(BOARD, function.name(), args, speaker, state),
              says(function.name(), mirrored(args), mirrored(speaker), state),
              () -> function.name() + " " + args + " asked for from " + speaker);
          judged++;
        }
      }
    }
    assertTrue(judged > 2000, () -> speaker + " asked for too little");
  }

  /** A call for each word of every argument, in each area where the function has any. */
  private static List<Map<String, Object>> calls(FunctionSpec function) {
    List<Map<String, Object>> calls = new ArrayList<>(List.of(Examples.arguments(function)));
    for (ArgumentSpec spec : function.arguments()) {
      calls.addAll(
          calls.stream()
              .flatMap(args -> spec.type().words().stream().map(word -> with(args, spec, word)))
              .toList());
    }
    return calls;
  }

  private static Map<String, Object> with(
      Map<String, Object> args, ArgumentSpec spec, String word) {
    Map<String, Object> other = new HashMap<>(args);
    other.put(spec.name(), word);
    return other;
  }

  private static Map<String, Object> mirrored(Map<String, Object> args) {
    Map<String, Object> other = new HashMap<>(args);
    other.computeIfPresent("area", (name, area) -> mirrored((String) area));
    return other;
  }

  private static String mirrored(String area) {
    return area.contains("left") ? area.replace("left", "right") : area.replace("right", "left");
  }

  private static Seat mirrored(Seat seat) {
    return switch (seat) {
      case SEAT_REAR_LEFT -> Seat.SEAT_REAR_RIGHT;
      case SEAT_REAR_RIGHT -> Seat.SEAT_REAR_LEFT;
      default -> seat;
    };
  }
}
