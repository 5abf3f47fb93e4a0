package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbcCommandTest {
  private static final String FILE = "../board-configs/virtual/virtual.dbc";

  @Test
  void aFileThatIsNoDbcIsAUsageMistakeInOneLine() {
    CommandRun run = CommandRun.of("dbc", "pom.xml");
    assertEquals(2, run.code());
    assertEquals(1, run.err().size());
    assertTrue(run.err().get(0).startsWith("voxbus dbc: pom.xml:1: found"), run.err()::toString);
  }

  @Test
  void theFileMustBeNamed() {
    assertEquals(2, CommandRun.of("dbc").code());
    assertEquals(2, CommandRun.of("dbc", "decode").code());
  }

  @Test
  void messagesAreListedWithTheirSignals() {
    CommandRun run = CommandRun.of("dbc", FILE);
    assertEquals(0, run.code());
    assertTrue(run.out().contains("0x245 RadioTuning, 3 bytes"));
    assertTrue(
        run.out()
            .contains(
                "    FmFrequency  15|16 Motorola unsigned  87.5 to 108 MHz  if RadioBand is 1"));
    assertTrue(run.out().contains("0x18FF5021 EnergyRequest, 2 bytes"));
  }

  @Test
  void framesAreDecodedInTheirOrder() {
    String log = "(1.0) can0 245#0107EE\n(2.0) can0 18FF5021#4101 T\n\n(3.0) can0 7FF#\n";
    CommandRun run = CommandRun.with(log, "dbc", "decode", FILE);
    assertEquals(
        List.of(
            "(1.0) can0 245 RadioTuning: RadioBand=1 (FM), FmFrequency=101.5 MHz",
            "(2.0) can0 18FF5021 EnergyRequest: Charging=1 (START), ChargeLimit=80 %",
            "(3.0) can0 7FF is not in the DBC file"),
        run.out());
    assertEquals(0, run.code());
  }

  @Test
  void theVirtualBoardHasNothingWrongOrOdd() {
    CommandRun run = CommandRun.of("dbc", "check", FILE);
    assertEquals(List.of("1 files: 0 errors, 0 warnings"), run.out());
    assertEquals(0, run.code());
  }

  @Test
  void anErrorInOneFileDoesNotHideWhatTheOthersHave(@TempDir Path folder) throws IOException {
    Path odd = folder.resolve("odd.dbc");
    Files.writeString(odd, "BO_ 1 Body: 10 Car\n");
    CommandRun run = CommandRun.of("dbc", "check", "pom.xml", "no-such.dbc", odd.toString());
    assertEquals(1, run.code());
    assertTrue(run.out().get(0).startsWith("pom.xml:1: error: found"), run.out()::toString);
    assertTrue(run.out().get(1).startsWith("no-such.dbc: error: "), run.out()::toString);
    assertTrue(run.out().get(2).startsWith(odd + ":1: warning: "), run.out()::toString);
    assertEquals("3 files: 2 errors, 1 warnings", run.out().get(3));
    assertEquals(0, CommandRun.of("dbc", "check", odd.toString()).code());
  }

  @Test
  void aMessageBecomesAFrameWithStartValuesForTheRest() {
    String rows =
        """
        {"message": "RadioTuning", "signals": {"RadioBand": "FM", "FmFrequency": 101.5}}
        {"time": "2.5", "channel": "vcan7", "message": "EnergyRequest"}
        """;
    CommandRun run = CommandRun.with(rows, "dbc", "encode", FILE);
    assertEquals(List.of("(0.000000) can0 245#0107EE", "(2.5) vcan7 18FF5021#4001"), run.out());
    assertEquals(0, run.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"message\": \"Nothing\"}; the DBC file has no message Nothing",
        "{\"signals\": {}}; the DBC file has no message ",
        "{\"message\": 3}; message must be a string",
        "{\"message\": \"RadioTuning\", \"data\": \"00\"}; a frame has no data",
        "{\"message\": \"RadioTuning\", \"signals\": []}; signals must be an object",
        "{\"message\": \"RadioTuning\", \"signals\": {\"Volume\": 1}}; message RadioTuning has no signal Volume",
        "{\"message\": \"RadioTuning\", \"signals\": {\"Volume\": \"UP\"}}; message RadioTuning has no signal Volume",
        "{\"message\": \"RadioTuning\", \"signals\": {\"RadioBand\": true}}; signal RadioBand must be a number or a label",
        "{\"message\": \"RadioTuning\", \"signals\": {\"RadioBand\": \"LW\"}}; signal RadioBand has no label LW",
        "{\"message\": \"RadioTuning\", \"signals\": {\"RadioBand\": 1e999999999}}; signal RadioBand cannot carry",
        "{\"message\": \"RadioTuning\", \"signals\": {\"FmFrequency\": 100}}; signal FmFrequency is present only while",
        "[]; no JSON object"
      })
  void whatCannotBeEncodedIsToldInItsPlace(String row, String problem) {
    String good = "{\"message\": \"EnergyRequest\"}\n";
    CommandRun run = CommandRun.with(good + row + "\n" + good, "dbc", "encode", FILE);
    assertEquals(1, run.code());
    assertEquals(3, run.out().size());
    assertTrue(
        run.out().get(1).startsWith("{\"error\":\"line 2: " + problem.strip()),
        run.out()::toString);
    assertEquals(run.out().get(0), run.out().get(2));
  }

  @Test
  void framesAsJsonLeadBackToTheFrames() {
    List<String> frames =
        List.of(
            "(1.0) can0 245#0107EE",
            "(2.0) can0 18FF5021#4101",
            "(3.5) vcan1 202#2A2B2C2D",
            "(4.0) can0 201#FF0000");
    CommandRun json = CommandRun.with(String.join("\n", frames), "dbc", "decode", "--json", FILE);
    assertEquals(
        "{\"time\":\"1.0\",\"channel\":\"can0\",\"id\":\"245\",\"message\":\"RadioTuning\","
            + "\"signals\":{\"RadioBand\":\"FM\",\"FmFrequency\":101.5}}",
        json.out().get(0));
    assertEquals(
        frames, CommandRun.with(String.join("\n", json.out()), "dbc", "encode", FILE).out());
  }

  @Test
  void whatTheFileLacksAndWhatIsNoFrameIsJsonToo() {
    CommandRun run =
        CommandRun.with("nonsense\n(1.0) can0 7FF#0A\n", "dbc", "decode", "--json", FILE);
    assertEquals(1, run.code());
    assertEquals(
        List.of(
            "{\"error\":\"line 1: no frame as 'candump -L' writes it\"}",
            "{\"time\":\"1.0\",\"channel\":\"can0\",\"id\":\"7FF\",\"data\":\"0A\"}"),
        run.out());
  }

  @Test
  void aLineThatIsNoFrameIsToldAndTheOthersDone() {
    CommandRun run = CommandRun.with("nonsense\n(1.0) can0 224#01\n", "dbc", "decode", FILE);
    assertEquals(1, run.code());
    assertEquals(List.of("line 1: no frame as 'candump -L' writes it"), run.err());
    assertEquals(1, run.out().size());
  }
}
