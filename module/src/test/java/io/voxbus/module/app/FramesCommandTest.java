package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FramesCommandTest {
  private static final String BOARD = "../board-configs/virtual";

  private static CommandRun frames(String... lines) {
    return CommandRun.with(String.join("\n", lines), "frames", "--board", BOARD);
  }

  @Test
  void aFolderThatIsNoBoardIsAUsageMistakeInOneLine() {
    CommandRun run = CommandRun.of("frames", "--board", "no-such-board");
    assertEquals(2, run.code());
    assertEquals(1, run.err().size());
    assertTrue(
        run.err()
            .get(0)
            .startsWith("voxbus frames: no-such-board: board.yaml: the file cannot be read"),
        run.err()::toString);
  }

  @Test
  void theBoardMustBeNamed() {
    assertEquals(2, CommandRun.of("frames").code());
  }

  @Test
  void malformedLinesAreToldInTheirPlaceAndTheOthersDone() {
    CommandRun run =
        frames(
            "{no json",
            "{\"function\": \"fly\", \"args\": {}}",
            "{\"function\": \"set_mute\", \"args\": {\"state\": \"on\"}, \"speaker\": \"roof\"}",
            "{\"function\": \"set_mute\", \"args\": {\"state\": \"on\"}}");
    assertEquals(1, run.code());
    assertEquals(4, run.out().size());
    assertTrue(run.out().get(0).startsWith("{\"error\":\"line 1: no JSON"), run.out()::toString);
    assertTrue(run.out().get(1).startsWith("{\"error\":\"line 2: "), run.out()::toString);
    assertTrue(
        run.out().get(2).contains("speaker must be driver, passenger, rear_left or rear_right"),
        run.out()::toString);
    assertTrue(run.out().get(3).startsWith("{\"signals\":"), run.out()::toString);
  }

  @Test
  void aRefusedCallIsAnAnswer() {
    CommandRun run = frames("{\"function\": \"set_temperature\", \"args\": {\"temperature\": 70}}");
    assertEquals(0, run.code());
    assertEquals(
        List.of(
            "{\"refused\":{\"rule\":\"out_of_range\",\"reason\":\"The temperature goes from 16 to 28 degrees Celsius, so 70 is"
                + " not possible.\"}}"),
        run.out());
  }

  @Test
  void aLevelIsOneFrameWithItsSignals() {
    CommandRun run =
        frames(
            "{\"function\": \"set_temperature\", \"args\": {\"temperature\": 21.5, \"area\": \"driver\"}}");
    assertEquals(
        List.of(
            "{\"signals\":[{\"message\":\"ClimateTemperature\",\"name\":\"TemperatureFrontLeft\",\"value\":21.5,\"unit\":\"degC\"}],"
                + "\"frames\":[{\"id\":514,\"extended\":false,\"data\":\"2B2A2A2A\"}]}"),
        run.out());
    assertEquals(0, run.code());
  }

  @Test
  void aPulseIsTwoFramesAndEveryLineBeginsAnew() {
    String line =
        "{\"function\": \"control_charging\", \"args\": {\"action\": \"start\"}, \"speaker\": \"driver\"}";
    CommandRun run =
        frames("{\"function\": \"set_charge_limit\", \"args\": {\"level\": 100}}", line);
    assertEquals(
        "{\"signals\":[{\"message\":\"EnergyRequest\",\"name\":\"Charging\",\"value\":1,\"label\":\"START\"}],"
            + "\"frames\":[{\"id\":419385377,\"extended\":true,\"data\":\"4101\"},"
            + "{\"id\":419385377,\"extended\":true,\"data\":\"4001\",\"delay_ms\":200}]}",
        run.out().get(1));
  }

  private static CommandRun written(String output, String... lines) {
    return CommandRun.with(
        String.join("\n", lines), "frames", "--output", output, "--board", BOARD);
  }

  @Test
  void aCallMayBeSaidInPathsOfVss() {
    CommandRun run =
        written(
            "vss",
            "{\"function\": \"set_temperature\", \"args\": {\"temperature\": 21.5, \"area\": \"driver\"}}",
            "{\"function\": \"set_door_lock\", \"args\": {\"state\": \"lock\", \"area\": \"front_right\"}}",
            "{\"function\": \"query_status\", \"args\": {\"item\": \"range\"}}");
    assertEquals(
        List.of(
            "{\"vss\":[{\"path\":\"Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature\",\"value\":21.5}]}",
            "{\"vss\":[{\"path\":\"Vehicle.Cabin.Door.Row1.PassengerSide.IsLocked\",\"value\":true}]}",
            "{\"vss\":[]}"),
        run.out());
    assertEquals(0, run.code());
  }

  @Test
  void aFunctionThatTheBoardLacksIsRefusedWithTheBoardsReason() {
    CommandRun run =
        CommandRun.with(
            "{\"function\": \"control_sunroof\", \"args\": {\"action\": \"open\"}}",
            "frames",
            "--board",
            "../board-configs/hatchback");
    assertTrue(
        run.out().get(0).endsWith("\"because\":\"It has no sunroof.\"}}"), run.out()::toString);
    assertTrue(
        run.out().get(0).startsWith("{\"refused\":{\"rule\":\"unsupported_function\",\"reason\":"),
        run.out()::toString);
  }

  @Test
  void framesMayBeWrittenAsCandumpWritesThem() {
    CommandRun run =
        written(
            "candump",
            "{\"function\": \"control_charging\", \"args\": {\"action\": \"start\"}}",
            "{\"function\": \"set_temperature\", \"args\": {\"temperature\": 70}}");
    assertEquals(
        List.of("(0.000000) vcan0 18FF5021#4101", "(0.200000) vcan0 18FF5021#4001"),
        run.out().subList(0, 2));
    assertTrue(run.out().get(2).startsWith("{\"refused\":"), run.out()::toString);
  }
}
