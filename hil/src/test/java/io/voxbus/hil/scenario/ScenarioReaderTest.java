package io.voxbus.hil.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.ground.BoardException;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
  private static final Path FILE = Path.of("a.yaml");

  /** Steps, as lines after "steps:", and what the refusal must contain. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "- sya: hello                                   | line 3, steps: the step does nothing; write one of say",
        "- {say: hi, expect: nothing}                   | line 3, steps: the step does two things",
        "- {say: hi, within: 2 s}                       | within: this key is not known here; allowed are id",
        "- {say: hi, seat: roof}                        | seat: 'roof' is not known here; write one of driver",
        "- {say: hi, confidence: 2}                     | 2 is no confidence; write a number from 0 to 1",
        "- {say: hi, at: 500}                           | at: '500' is no duration; write a number and its unit",
        "- {say: hi, at: 1 s, plus: 1 s}                | at stands beside after or plus",
        "- {say: hi, after: dawn}                       | after: no step above has the id dawn; there is none above",
        "- {say: <words>}                               | say: there is no variable words",
        "- {send: kitchen, hex: 00}                     | send: 'kitchen' is not known here",
        "- {send: transcript, hex: 0}                   | these are no bytes; write pairs",
        "- state: {Vehicle.Sped: 5}                     | no interlock needs Vehicle.Sped; there are Vehicle.Body",
        "- expect: everything                           | this is nothing that can be seen; write nothing",
        "- expect: {call: {function: fly}}              | the catalogue has no function fly",
        "- expect: {call: {function: set_volume, arguments: {loud: 1}}} | set_volume has no argument loud; it has level",
        "- expect: {call: {function: set_volume, state: done}} | state: 'done' is not known here; write one of refused",
        "- expect: {response: {outcome: fine}}          | 'fine' is not known here; write one of done",
        "- expect: {frame: {signals: {A: 1}}}           | signals without a message; name the message",
        "- {expect: nothing, count: 1, exactly: 1}      | count stands beside exactly",
        "- {expect: {in_order: [nothing, nothing]}, count: 2} | several things in order are not counted",
        "- inject: {engine: off}                        | there is no engine to disturb; use bridge, bus",
        "- inject: {bridge: sleepy}                     | 'sleepy' is not known here; write one of honest, silent",
        "- inject: {model: slow}                        | by is missing; say by how much",
        "- {inject: {bus: off}, by: 1 s}                | by does not belong here; remove it",
      })
  void aMistakeIsToldWithItsPlaceAndItsMend(String step, String told) {
    String text = "scenario: a\nsteps:\n  " + step + "\n";
    String message = refusal(text);
    assertTrue(message.startsWith("a.yaml, line 3"), message);
    assertTrue(message.contains(told), message);
  }

  @Test
  void twoStepsOfOneIdAreRefused() {
    String message = refusal("scenario: a\nsteps:\n- {id: x, say: a}\n- {id: x, say: b}\n");
    assertTrue(message.contains("line 4, steps: a step above has the id x too"), message);
  }

  @Test
  void aScenarioWithoutStepsIsRefused() {
    assertTrue(refusal("scenario: a\n").contains("the key steps is missing"));
  }

  @Test
  void anEmptyFileIsRefused() {
    assertTrue(refusal(" \n").contains("the file is empty; write a scenario"));
  }

  @Test
  void twoScenariosOfOneNameAreRefused(@TempDir Path folder) throws IOException {
    for (String name : List.of("a.yaml", "b.yaml")) {
      Files.writeString(folder.resolve(name), "scenario: same\nsteps: [{say: hi}]\n");
    }
    ScenarioReader reader = new ScenarioReader();
    String message =
        assertThrows(BoardException.class, () -> reader.readAll(List.of(folder))).getMessage();
    assertTrue(message.contains("b.yaml: a second scenario has the name same"), message);
  }

  @Test
  void aSentenceIsTheDriversUnlessItIsSaidWhoSpeaks() {
    Action.Say say = assertInstanceOf(Action.Say.class, only("say: open the trunk"));
    assertEquals("open the trunk", say.text());
    assertEquals(Seat.SEAT_DRIVER, say.details().seat());
    assertEquals(Optional.empty(), say.details().confidence());
  }

  @Test
  void whatARecogniserKnowsCanBeSaid() {
    Action.Say say =
        assertInstanceOf(
            Action.Say.class,
            only(
                "{say: hi, seat: rear_left, confidence: 0.5, locale: de, session: s, age: 1 min,"
                    + " json: true, alternatives: [high, {text: hire, confidence: 0.1}]}"));
    assertEquals(Seat.SEAT_REAR_LEFT, say.details().seat());
    assertEquals(Optional.of(0.5), say.details().confidence());
    assertEquals(Duration.ofMinutes(1), say.details().age());
    assertEquals("high", say.details().alternatives().get(0).getText());
    assertEquals(0.1, say.details().alternatives().get(1).getConfidence());
    assertTrue(say.details().json());
  }

  @Test
  void aFrameIsWantedWithTolerancesRangesAndLabels() {
    Action.Expect expect =
        assertInstanceOf(
            Action.Expect.class,
            only(
                "{expect: {frame: {message: M, signals: {A: 1.5, B: {value: 2, tolerance: 0.1},"
                    + " C: {from: 1, to: 3}, D: OPEN}}}, exactly: 2, within: 250ms}"));
    Wanted.Frame frame = assertInstanceOf(Wanted.Frame.class, expect.wanted().get(0));
    assertEquals(
        Map.of(
            "A", new Wanted.SignalValue.Near(1.5, Optional.empty()),
            "B", new Wanted.SignalValue.Near(2, Optional.of(0.1)),
            "C", new Wanted.SignalValue.Between(1, 3),
            "D", new Wanted.SignalValue.Label("OPEN")),
        frame.signals());
    assertEquals(new Action.Count(2, true), expect.count());
    assertEquals(Duration.ofMillis(250), expect.within());
  }

  @Test
  void thingsCanBeWantedInOrder() {
    Action.Expect expect =
        assertInstanceOf(
            Action.Expect.class,
            only(
                "expect: {in_order: [{command: {function: set_volume}}, {call: {function:"
                    + " set_volume, state: refused, rule: r}}, {response: {outcome: failed}}]}"));
    assertEquals(
        List.of(
            new Wanted.Command("set_volume", Map.of()),
            new Wanted.Call(
                "set_volume", Map.of(), Optional.of(CallState.CALL_REFUSED), Optional.of("r")),
            new Wanted.Response(
                Optional.of(Outcome.OUTCOME_FAILED), Optional.empty(), Optional.empty())),
        expect.wanted());
  }

  @Test
  void stepsBeginAtATimeAfterAnotherOrAfterTheOneBefore() {
    List<Step> steps =
        parse(
                """
                scenario: a
                steps:
                - {id: x, say: a}
                - {say: b, at: 1.5 s}
                - {say: c, after: x, plus: 10 ms}
                """)
            .get(0)
            .steps();
    assertEquals(new Step.Start.After(Optional.empty(), Duration.ZERO), steps.get(0).start());
    assertEquals(new Step.Start.At(Duration.ofMillis(1500)), steps.get(1).start());
    assertEquals(
        new Step.Start.After(Optional.of("x"), Duration.ofMillis(10)), steps.get(2).start());
  }

  @Test
  void eachRowOfATableIsAScenarioWithItsValues() {
    List<Scenario> scenarios =
        parse(
            """
            scenario: volume
            variables: {text: quieter, seat: driver}
            table:
              - {row: loud, text: louder, call: {function: set_volume}}
              - {text: "say \\"<loud>\\" $1", call: {function: set_mute}}
            steps:
              - {say: "please, <text>", seat: <seat>}
              - expect: {call: <call>}
            """
                .replace("<loud>", "hi"));
    assertEquals(
        List.of("volume [loud]", "volume [2]"), scenarios.stream().map(Scenario::name).toList());
    Action.Say first = (Action.Say) scenarios.get(0).steps().get(0).action();
    Action.Say second = (Action.Say) scenarios.get(1).steps().get(0).action();
    assertEquals("please, louder", first.text());
    assertEquals("please, say \"hi\" $1", second.text());
    Action.Expect expect = (Action.Expect) scenarios.get(1).steps().get(1).action();
    assertEquals("set_mute", ((Wanted.Call) expect.wanted().get(0)).function());
    assertEquals(
        Map.of("text", "louder", "seat", "driver", "row", "loud"), scenarios.get(0).variables());
  }

  @Test
  void aMistakeInARowIsToldWithTheRowsLine() {
    String message =
        refusal(
            """
            scenario: a
            table:
              - {f: set_volume}
              - {f: fly}
            steps:
              - expect: {call: {function: <f>}}
            """);
    assertTrue(message.startsWith("a.yaml, line 4"), message);
  }

  @Test
  void aVariableMayStandForAnother() {
    Action.Say say =
        (Action.Say)
            parse("scenario: a\nvariables: {x: <y>, y: hi}\nsteps: [{say: <x>}]\n")
                .get(0)
                .steps()
                .get(0)
                .action();
    assertEquals("hi", say.text());
  }

  @Test
  void aVariableThatStandsForItselfIsRefused() {
    String text = "scenario: a\nvariables: {x: <y>, y: <x>}\nsteps: [{say: <x>}]\n";
    assertTrue(refusal(text).contains("the variable stands for itself"));
  }

  private static Action only(String step) {
    return parse("scenario: a\nsteps:\n  - " + step + "\n").get(0).steps().get(0).action();
  }

  private static List<Scenario> parse(String text) {
    return new ScenarioReader().parse(FILE, text);
  }

  private static String refusal(String text) {
    return String.valueOf(assertThrows(BoardException.class, () -> parse(text)).getMessage());
  }
}
