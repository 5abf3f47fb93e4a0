package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.VirtualBoard;
import io.voxbus.module.interlock.Gate;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VssTest {
  private static final Path ACTUATORS =
      Path.of("..", "..", "shared", "references", "vss", "vss_v6.0_actuators.tsv");
  private static final Path RIGHT = Path.of("..", "board-configs", "right-hand-drive");

  static List<Path> folders() {
    return Boards.folders();
  }

  private static List<VssSetting> settings(Path folder, String function, Map<String, ?> args) {
    Board board = Board.read(folder);
    return new VssEncoder(board, BoardMapping.read(folder, board))
        .settings(Passed.of(board, function, args));
  }

  private static List<VssSetting> settings(String function, Map<String, ?> args) {
    return settings(VirtualBoard.FOLDER, function, args);
  }

  private static VssSetting set(String path, Object value) {
    return new VssSetting("Vehicle." + path, value);
  }

  @Test
  void aNumberIsSentForEveryPlace() {
    assertEquals(
        List.of(
            set("Cabin.HVAC.Station.Row2.Driver.Temperature", new BigDecimal("21.5")),
            set("Cabin.HVAC.Station.Row2.Passenger.Temperature", new BigDecimal("21.5"))),
        settings("set_temperature", Map.of("temperature", 21.5, "area", "rear")));
  }

  @Test
  void theDriversSideIsTheSteeringWheels() {
    Map<String, String> left = Map.of("action", "stop", "area", "front_left");
    assertEquals(
        List.of(set("Cabin.Door.Row1.DriverSide.Window.Switch", "INACTIVE")),
        settings("control_window", left));
    assertEquals(
        List.of(set("Cabin.Door.Row1.PassengerSide.Window.Switch", "INACTIVE")),
        settings(RIGHT, "control_window", left));
  }

  @Test
  void onAndOffAreTrueAndFalse() {
    assertEquals(
        List.of(set("Body.Lights.Hazard.IsSignaling", true)),
        settings("set_hazard_lights", Map.of("state", "on")));
  }

  @Test
  void aNumberIsScaledAndAWordThatTheTreeLacksIsNotSent() {
    assertEquals(
        List.of(set("Cabin.HVAC.Station.Row1.Driver.FanSpeed", new BigDecimal(50))),
        settings("set_fan_speed", Map.of("level", 5, "area", "driver")));
    assertEquals(List.of(), settings("set_fan_speed", Map.of("level", "auto")));
    assertEquals(List.of(), settings("set_drive_mode", Map.of("mode", "comfort")));
  }

  @Test
  void halfASunroofIsNotOpenedWholly() {
    assertEquals(
        List.of(set("Cabin.Sunroof.Switch", "ONE_SHOT_OPEN")),
        settings("control_sunroof", Map.of("action", "open")));
    assertEquals(List.of(), settings("control_sunroof", Map.of("action", "open", "position", 50)));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyCallSetsActuatorsOfVss6ToValuesThatTheyTake(Path folder) throws IOException {
    assumeTrue(Files.exists(ACTUATORS), "the list of actuators is not here");
    VssActuators actuators = VssActuators.read(ACTUATORS);
    Board board = Board.read(folder);
    VssEncoder encoder = new VssEncoder(board, BoardMapping.read(folder, board));
    Grounder grounder = new Grounder(board);
    int checked = 0;
    for (FunctionSpec function : Catalogue.standard().functions()) {
      for (Call call :
          board.function(function.name()).stream()
              .flatMap(facts -> new EveryCall(function, facts).calls().stream())
              .toList()) {
        if (grounder.ground(call, Seat.SEAT_DRIVER) instanceof Grounded grounded) {
          for (VssSetting setting : encoder.settings(Gate.forDisplay(grounded))) {
            assertEquals("", actuators.fault(setting), () -> call + " " + setting);
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 100, "nothing was checked");
  }
}
