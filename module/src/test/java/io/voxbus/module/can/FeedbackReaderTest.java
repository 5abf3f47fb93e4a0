package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.BoardPart;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackReaderTest {
  private static final Dbc DBC =
      Dbc.parse(
          "small.dbc",
          """
          BO_ 16 Window: 2 Car
           SG_ Position : 0|8@1+ (1,0) [0|100] "%" Car
           SG_ Action : 8|2@1+ (1,0) [0|3] "" Car
          BO_ 17 State: 2 Car
           SG_ Closed : 0|8@1+ (1,0) [0|100] "%" Car
           SG_ Moving : 8|2@1+ (1,0) [0|3] "" Car
          VAL_ 16 Action 0 "IDLE" 1 "OPEN" 2 "CLOSE" ;
          VAL_ 17 Moving 0 "IDLE" 1 "OPENING" 2 "CLOSE" ;
          """);

  private static final String GOOD =
      """
      functions:
        control_window:
          feedback:
            within_ms: 500
            signals:
              Window.Position: {signal: State.Closed, scale: -1, offset: 100, tolerance: 2}
              Window.Action: {signal: State.Moving, mapping: {OPEN: OPENING}}
        set_mute: {}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          within_ms: 500    | within_ms: 0      | 0 is out of range
          within_ms: 500    | within: 500       | this key is not known here
          Window.Position   | Window.Place      | message Window has no signal Place
          State.Closed      | State.Open        | message State has no signal Open
          OPEN: OPENING     | OPEN: OPENED      | signal State.Moving has no label OPENED
          scale: -1         | scale: half       | 'half' is no number
          """)
  void aMistakeIsToldWithItsCause(String from, String to, String expected) {
    String text = GOOD.replaceFirst(Pattern.quote(from), to);
    String said = String.valueOf(assertThrows(BoardException.class, () -> read(text)).getMessage());
    assertTrue(said.startsWith("mapping.yaml, line ") && said.contains(expected), said);
  }

  @Test
  void aFunctionWithoutTheKeyHasNone() {
    assertEquals(Set.of("control_window"), read(GOOD).keySet());
  }

  @Test
  void aNumberFollowsWithinItsTolerance() {
    FeedbackSignal closed = signal("Window.Position");
    assertTrue(closed.follows(30, "", reading(68, 0, "Closed")));
    assertTrue(closed.follows(30, "", reading(72, 0, "Closed")));
    assertFalse(closed.follows(30, "", reading(73, 0, "Closed")));
  }

  @Test
  void aLabelFollowsByTheMappingOrByItsOwnName() {
    FeedbackSignal moving = signal("Window.Action");
    assertTrue(moving.follows(1, "OPEN", reading(0, 1, "Moving")));
    assertTrue(moving.follows(2, "CLOSE", reading(0, 2, "Moving")));
    assertFalse(moving.follows(1, "OPEN", reading(0, 2, "Moving")));
  }

  private static Map<String, FunctionFeedback> read(String text) {
    return FeedbackReader.read(BoardPart.parse("mapping.yaml", text), DBC);
  }

  private static FeedbackSignal signal(String request) {
    return read(GOOD).get("control_window").signals().get(request);
  }

  private static SignalReading reading(int closed, int moving, String signal) {
    byte[] payload = {(byte) closed, (byte) moving};
    return new MessageCodec(DBC.message("State").orElseThrow())
        .decode(payload).stream()
            .filter(each -> each.signal().name().equals(signal))
            .findFirst()
            .orElseThrow();
  }
}
