package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One change each to the virtual board, and what is found then. */
class BoardCheckTest {
  private static final Path VIRTUAL = Path.of("..", "board-configs", "virtual");

  @TempDir private Path parent = Path.of("");

  private BoardCheck.Report check(String file, String from, String to) throws IOException {
    Path folder = parent.resolve("virtual");
    Files.createDirectories(folder);
    for (String name : List.of("board.yaml", "mapping.yaml", "virtual.dbc", "README.md")) {
      Files.copy(VIRTUAL.resolve(name), folder.resolve(name));
    }
    String good = Files.readString(folder.resolve(file));
    assertTrue(good.contains(from), from);
    Files.writeString(folder.resolve(file), good.replace(from, to));
    return BoardCheck.of(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          board.yaml   | board: virtual           | board: actual            | board.yaml, line 42, board: the folder has another name, virtual
          board.yaml   | unsupported: {}          | unsupported: {set_mute: Never.} | set_mute stands among the functions, too
          board.yaml   | unsupported: {}          | unsupported: {set_moot: Never.} | the catalogue has no function set_moot
          board.yaml   | "  set_climate_sync: {}\\n" | ""                    | set_climate_sync of the catalogue stands nowhere
          board.yaml   | threads: 1               | threads: 2               | 2 is out of range; write a whole number from 1 to 1
          board.yaml   | {vcan0: fd}              | {vcan0: quick}           | 'quick' is not known here
          board.yaml   | {vcan0: fd}              | {}                       | there is no interface
          board.yaml   | mqtt://localhost:1883    | http://localhost         | is no broker
          board.yaml   | "range: [16, 28], step: 0.5" | "range: [16, 28], step: 0.25" | the step 0.25 of temperature is lost: ClimateTemperature.
          mapping.yaml | signal: ChassisRequest.ParkAssist | signal: ChassisRequest.Suspension | cannot carry off
          mapping.yaml | argument: state\\n        signal: ClimateSwitches.ClimateSync | value: ON\\n        signal: ClimateSwitches.ClimateSync | the argument state reaches no signal
          mapping.yaml | "  CruiseRequest: {profile: e2e-p01, data_id: 0x252, checksum: CruiseChecksum, counter: CruiseCounter}" | "  {}" | CruiseRequest has [CruiseChecksum, CruiseCounter], which nothing counts
          mapping.yaml | "\\nprotection:\\n"       | "\\nprotection:\\n  Nothing: {profile: counter, counter: No}\\n" | the DBC file has no message Nothing
          mapping.yaml | "\\nprotection:\\n"       | "\\nprotection:\\n  LightRequest: none\\n" | no function sends message LightRequest
          mapping.yaml | "\\nprotection:\\n"       | "\\ncycles:\\n  LightRequest: {cycle_ms: 50}\\n\\nprotection:\\n" | no function sends message LightRequest
          mapping.yaml | "\\nprotection:\\n"       | "\\ncycles:\\n  MirrorRequest: {cycle_ms: 0}\\n\\nprotection:\\n" | 0 is out of range
          mapping.yaml | "signal: ClimateSwitches.ClimateSync" | "signal: ClimateSwitches.ClimateSync\\n      - argument: state\\n        signal: ClimateSwitches.ClimateSync" | two entries set ClimateSwitches.ClimateSync
          mapping.yaml | "- argument: band\\n        signal: RadioTuning.RadioBand" | "- argument: band\\n        signal: MediaRequest.MediaSource" | tune_radio(frequency=87.5) cannot be sent
          mapping.yaml | "    vss: {argument: speed, path: Vehicle.ADAS.CruiseControl.SpeedSet}\\n" | "" | the key vss is missing
          mapping.yaml | Vehicle.ADAS.CruiseControl.SpeedSet | ADAS.CruiseControl.SpeedSet | 'ADAS.CruiseControl.SpeedSet' is no VSS path
          mapping.yaml | CruiseRequest.CruiseSpeed: CruiseState. | CruiseRequest.CruiseAmount: CruiseState. | set_cruise_speed never sets CruiseRequest.CruiseAmount
          mapping.yaml | ": CruiseState.CruiseSpeed" | ": CruiseRequest.CruiseSpeed" | message CruiseRequest is sent by this board itself
          mapping.yaml | ": CruiseState.CruiseSpeed" | ": CruiseState.Speed" | message CruiseState has no signal Speed
          virtual.dbc  | "SG_ ChargeLimit : 2|7@1+ (1,0) [20|100]" | "SG_ ChargeLimit : 2|7@1+ (1,0) [60|100]" | EnergyRequest.ChargeLimit cannot carry 50
          """)
  void aMistakeIsFound(String file, String from, String to, String expected) throws IOException {
    List<String> findings =
        check(file, from.replace("\\n", "\n"), to == null ? "" : to.replace("\\n", "\n"))
            .findings();
    assertEquals(
        1,
        findings.stream().filter(finding -> finding.contains(expected)).count(),
        () -> findings.stream().collect(Collectors.joining("\n")));
  }

  @Test
  void severalMistakesAreFoundAtOnce() throws IOException {
    List<String> findings = check("mapping.yaml", "hold_ms: 1000", "hold_ms: 0").findings();
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.get(0).startsWith("mapping.yaml, line "), findings::toString);
    Path mapping = parent.resolve("virtual").resolve("mapping.yaml");
    Files.writeString(
        mapping,
        Files.readString(mapping)
            .replace("signal: ClimateSwitches.ClimateSync", "signal: ClimateSwitches.Sync")
            .replace("signal: DisplaySettings.Theme", "signal: DisplaySettings.Dress"));
    assertEquals(3, BoardCheck.of(parent.resolve("virtual")).findings().size());
  }

  /** 16 is the lowest number and what "min" means. */
  @Test
  void aMistakeThatIsMetTwiceIsOneFinding() throws IOException {
    List<String> findings =
        check(
                "virtual.dbc",
                "8@1+ (0.5,0) [16|28] \"degC\" Vehicle",
                "8@1+ (0.5,0) [17|28] \"degC\" Vehicle")
            .findings();
    assertEquals(4, findings.size(), findings::toString);
  }

  @Test
  void signalsThatNothingReachesAreNoted() throws IOException {
    BoardCheck.Report report =
        check(
            "virtual.dbc",
            " SG_ ParkAssist : 3|2@1+",
            " SG_ Spare : 5|1@1+ (1,0) [0|1] \"\" Vehicle\n SG_ ParkAssist : 3|2@1+");
    assertEquals(List.of(), report.findings());
    assertEquals(
        List.of("ChassisRequest: no function reaches Spare; they keep their start values"),
        report.notes());
  }

  @Test
  void aFolderThatIsNoBoardIsOneFinding() {
    assertEquals(1, BoardCheck.of(parent).findings().size());
  }
}
