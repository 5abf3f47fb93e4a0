package io.voxbus.module.can;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.ground.VirtualBoard.FOLDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Pass;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandEncoderTest {
  private static final BoardMapping MAPPING = BoardMapping.read(FOLDER, BOARD);

  private final CommandEncoder encoder = new CommandEncoder(MAPPING);

  private List<String> frames(String function, Map<String, ?> args) {
    return encoder.encode(Passed.of(function, args)).frames().stream()
        .map(frame -> "%X#%s@%d".formatted(frame.id(), frame.hex(), frame.delayMs()))
        .toList();
  }

  @Test
  void aCallForAFunctionThatIsNotMappedIsRefused() {
    BoardMapping empty = new BoardMapping(MAPPING.dbc(), Map.of(), Map.of(), Map.of(), Map.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> new CommandEncoder(empty).encode(Passed.of("set_mute", Map.of("state", "on"))));
  }

  @Test
  void aLevelRequestIsOneFrame() {
    assertEquals(
        List.of("202#302A2A2A@0"),
        frames("set_temperature", Map.of("temperature", 24, "area", "driver")));
  }

  @Test
  void aLevelThatWasSentGoesAlongInLaterFrames() {
    frames("set_temperature", Map.of("temperature", 24, "area", "driver"));
    assertEquals(
        List.of("202#30202A2A@0"),
        frames("set_temperature", Map.of("temperature", 16, "area", "passenger")));
    assertEquals(
        List.of("202#30202A38@0"),
        frames("set_temperature", Map.of("temperature", 28, "area", "rear_right")));
  }

  private EncodedCommand driverAt(int degrees) {
    return encoder.encode(
        Passed.of("set_temperature", Map.of("temperature", degrees, "area", "driver")));
  }

  @Test
  void aLevelThatIsTakenBackGoesAlongNoMore() {
    driverAt(24);
    encoder.takeBack(driverAt(28));
    assertEquals(
        List.of("202#30202A2A@0"),
        frames("set_temperature", Map.of("temperature", 16, "area", "passenger")));
  }

  @Test
  void ofTwoThatWereCarriedOutTheLaterCounts() {
    EncodedCommand first = driverAt(28);
    encoder.carriedOut(driverAt(24));
    List<Level> later = encoder.levels();
    encoder.carriedOut(first);
    assertEquals(later, encoder.levels());
    assertEquals("30202A2A", passengerAt16());
  }

  private String passengerAt16() {
    return encoder
        .encode(Passed.of("set_temperature", Map.of("temperature", 16, "area", "passenger")))
        .frames()
        .get(0)
        .hex();
  }

  @Test
  void ofTwoThatAreTakenBackNeitherGoesAlong() {
    String untouched =
        new CommandEncoder(MAPPING)
            .encode(Passed.of("set_temperature", Map.of("temperature", 16, "area", "passenger")))
            .frames()
            .get(0)
            .hex();
    EncodedCommand first = driverAt(28);
    EncodedCommand second = driverAt(24);
    encoder.takeBack(first);
    encoder.takeBack(second);
    assertEquals(untouched, passengerAt16());
  }

  @Test
  void ofTwoOfWhichTheLaterIsTakenBackTheEarlierGoesAlong() {
    driverAt(24);
    encoder.takeBack(driverAt(28));
    assertEquals("30202A2A", passengerAt16());
  }

  @Test
  void whatNobodyKnowsOfGoesAlongWhenItIsKnown() {
    encoder.carriedOut(driverAt(24));
    EncodedCommand unknown = driverAt(28);
    encoder.doubt(unknown);
    assertEquals("30202A2A", passengerAt16());
    encoder.carriedOut(unknown);
    assertEquals("38202A2A", passengerAt16());
  }

  @Test
  void whatWasSentBeforeThisEncoderIsOlderThanWhatItSends() {
    Grounded before =
        Passed.of("set_temperature", Map.of("temperature", 28, "area", "driver")).grounded();
    long number = encoder.reserve();
    encoder.carriedOut(driverAt(24));
    List<Level> later = encoder.levels();
    encoder.wasCarriedOut(before, number);
    assertEquals(later, encoder.levels());
    encoder.wasCarriedOut(before, encoder.reserve());
    assertNotEquals(later, encoder.levels());
  }

  @Test
  void noMoreAreRememberedThanOnTheirWayCanBe() {
    encoder.encode(Passed.of("set_temperature", Map.of("temperature", 28, "area", "rear_right")));
    for (int i = 0; i < 1000; i++) {
      driverAt(24);
    }
    assertEquals("30202A2A", passengerAt16());
  }

  @Test
  void aPulseThatWasCarriedOutIsNoLevel() {
    Pass window = Passed.of("control_window", Map.of("action", "open", "area", "driver"));
    encoder.carriedOut(encoder.encode(window));
    encoder.wasCarriedOut(window.grounded(), encoder.reserve());
    assertEquals(List.of(), encoder.levels());
  }

  @Test
  void aLevelThatWasSetAgainSinceIsNotTakenBack() {
    EncodedCommand first = driverAt(28);
    driverAt(24);
    encoder.takeBack(first);
    assertEquals(
        List.of("202#30202A2A@0"),
        frames("set_temperature", Map.of("temperature", 16, "area", "passenger")));
  }

  @Test
  void anotherEncoderGoesOnWithTheLevelsThatWereCarriedOut() {
    encoder.carriedOut(driverAt(24));
    driverAt(28);
    CommandEncoder other = new CommandEncoder(MAPPING);
    other.restore(encoder.levels());
    other.restore(
        List.of(new Level("ClimateTemperature", "None", 1), new Level("Nowhere", "None", 1)));
    assertEquals(encoder.levels(), other.levels());
    assertEquals(
        "30202A2A",
        other
            .encode(Passed.of("set_temperature", Map.of("temperature", 16, "area", "passenger")))
            .frames()
            .get(0)
            .hex());
  }

  @Test
  void aPreviewLeavesNoTrace() {
    encoder.preview(Passed.of("set_temperature", Map.of("temperature", 28, "area", "driver")));
    assertEquals(
        List.of("202#2A202A2A@0"),
        frames("set_temperature", Map.of("temperature", 16, "area", "passenger")));
    List<String> next = frames("set_cruise_speed", Map.of("speed", 100, "unit", "kmh"));
    CommandEncoder other = new CommandEncoder(MAPPING);
    Pass cruise = Passed.of("set_cruise_speed", Map.of("speed", 100, "unit", "kmh"));
    other.preview(cruise);
    assertEquals(
        next,
        other.encode(cruise).frames().stream()
            .map(frame -> "%X#%s@%d".formatted(frame.id(), frame.hex(), frame.delayMs()))
            .toList());
  }

  @Test
  void aPulseReturnsToIdleAndLeavesNoTrace() {
    assertEquals(
        List.of("225#01@0", "225#00@200"), frames("fold_mirrors", Map.of("action", "fold")));
    assertEquals(
        List.of("225#04@0", "225#00@200"),
        frames("adjust_mirror", Map.of("direction", "up", "area", "left")));
  }

  @Test
  void aPulseCarriesTheLevelsOfItsMessage() {
    assertEquals(List.of("18FF5021#6801@0"), frames("set_charge_limit", Map.of("level", 90)));
    assertEquals(
        List.of("18FF5021#6901@0", "18FF5021#6801@200"),
        frames("control_charging", Map.of("action", "start")));
  }

  @Test
  void theMultiplexerSelectsTheFrequencyAndNothingAtIdle() {
    assertEquals(
        List.of("245#0107EE@0", "245#000000@200"),
        frames("tune_radio", Map.of("frequency", 101.5)));
    assertEquals(
        List.of("245#0203F2@0", "245#000000@200"), frames("tune_radio", Map.of("frequency", 1010)));
  }

  @Test
  void theCounterOfAProtectedMessageGoesOnWithEveryFrame() {
    List<Integer> counters =
        IntStream.range(0, 9)
            .boxed()
            .flatMap(
                i ->
                    encoder
                        .encode(Passed.of("set_cruise_speed", Map.of("speed", 100)))
                        .frames()
                        .stream())
            .map(frame -> frame.data().byteAt(1) & 0xF)
            .toList();
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0, 1, 2), counters);
  }

  @Test
  void oneCallMayReachSeveralSignals() {
    List<String> names =
        encoder
            .encode(Passed.of("set_defroster", Map.of("state", "on", "location", "all")))
            .signals()
            .stream()
            .map(signal -> signal.message() + "." + signal.name() + "=" + signal.label())
            .toList();
    assertEquals(
        List.of("ClimateSwitches.DefrosterFront=ON", "ClimateSwitches.DefrosterRear=ON"), names);
  }

  @Test
  void aSignalIsTheValueThatTheFrameCarries() {
    SignalValue signal =
        encoder.encode(Passed.of("set_temperature", Map.of("temperature", 21.5))).signals().get(0);
    assertEquals(
        new SignalValue("ClimateTemperature", "TemperatureFrontLeft", 21.5, "", "degC"), signal);
  }

  @Test
  void scaleOffsetAndIdleComeFromTheMapping() {
    SmallBoard small =
        new SmallBoard(
            """
            functions:
              set_volume:
                pulse: {hold_ms: 50}
                signals:
                  - {argument: level, signal: Audio.Loudness, transform: {scale: 0.5, offset: 10}, idle: SNA}
                  - {argument: channel, signal: Audio.Channel, transform: {mapping: {media: FIRST, navigation: SECOND, phone: THIRD, assistant: FOURTH}}}
            """);
    Board board = small.board();
    List<CanFrame> frames =
        new CommandEncoder(small.mapping())
            .encode(Passed.of(board, "set_volume", Map.of("level", 40, "channel", "phone")))
            .frames();
    assertEquals(List.of("1E0200", "FF0000"), frames.stream().map(CanFrame::hex).toList());
  }

  private static List<String> small(String mapping, List<Map<String, ?>> calls) {
    SmallBoard small = new SmallBoard(mapping);
    CommandEncoder encoder = new CommandEncoder(small.mapping());
    return calls.stream()
        .flatMap(
            args -> encoder.encode(Passed.of(small.board(), "set_volume", args)).frames().stream())
        .map(frame -> frame.hex() + "@" + frame.delayMs())
        .toList();
  }

  @Test
  void aMaskLeavesTheOtherBitsOfItsSignalAlone() {
    String mapping =
        """
        functions:
          set_volume:
            signals:
              - {argument: level, signal: Audio.Loudness}
              - argument: channel
                signal: Audio.Flags
                mask: 0x6
                transform: {mapping: {media: 1, navigation: 2, phone: 3, assistant: 0}}
              - {value: 1, signal: Audio.Flags, mask: 0x8}
        """;
    assertEquals(
        List.of("0A000A@0", "0B000E@0", "0C0008@0"),
        small(
            mapping,
            List.of(
                Map.of("level", 10, "channel", "media"),
                Map.of("level", 11, "channel", "phone"),
                Map.of("level", 12, "channel", "assistant"))));
  }

  @Test
  void aChoiceOfMasksWritesTheBitsOfTheCase() {
    String mapping =
        """
        functions:
          set_volume:
            signals:
              - argument: level
                by: channel
                signal: {media: Broad.Wide, navigation: Broad.Wide, phone: Broad.Wide, assistant: Broad.Wide}
                mask: {media: 0x7F, navigation: 0x3F80, phone: 0x1FC000, assistant: 0x0FE00000}
        """;
    assertEquals(
        List.of("0800000000@0", "0804000000@0"),
        small(
            mapping,
            List.of(
                Map.of("level", 8, "channel", "media"),
                Map.of("level", 8, "channel", "navigation"))));
  }

  @Test
  void aCycleSendsARequestAndItsIdleSeveralTimesAndCountsEach() {
    String mapping =
        """
        functions:
          set_volume:
            pulse: {hold_ms: 100}
            cycle: {cycle_ms: 20, times: 3}
            signals:
              - {argument: level, signal: Counted.Level}
              - {argument: channel, signal: Counted.Where, transform: {mapping: {media: A, navigation: B, phone: C, assistant: D}}}
        protection:
          Counted: {profile: sum8, id: 0, constant: 1, checksum: Sum, counter: Count, modulo: 4}
        """;
    assertEquals(
        List.of("070109@0", "071119@20", "072129@40", "003031@100", "000001@120", "001011@140"),
        small(mapping, List.of(Map.of("level", 7, "channel", "phone"))));
  }
}
