package io.voxbus.module.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordingTest {
  private static final BridgeAnswer TRANSMITTED =
      new BridgeAnswer(AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("sentences.properties"), List.of(lines));
  }

  private String mistakeIn(String... lines) throws IOException {
    Path file = file(lines);
    return assertThrows(IllegalArgumentException.class, () -> Wording.read(file)).getMessage();
  }

  private static CallReport done(String function, Map<String, Object> arguments) {
    return new CallReport.Sent(
        Call.of(Catalogue.standard(), function, arguments), "id/0", TRANSMITTED);
  }

  @Test
  void anotherLanguageIsSpokenWhereTheFileHasIt() throws IOException {
    Wording german =
        Wording.read(
            file(
                "control_window = Fenster[ {area}] | {action}",
                "control_window.area.rear_left = hinten links",
                "action.close = geschlossen",
                "set_mute = Ton | {state}",
                "set_mute.state.on = stumm",
                "list.and = {0} und {1}"));
    Sentences sentences = new Sentences(german);
    assertEquals(
        "Fenster hinten links geschlossen und Ton stumm.",
        sentences.about(
            List.of(
                done("control_window", Map.of("action", "close", "area", "rear_left")),
                done("set_mute", Map.of("state", "on")))));
  }

  @Test
  void whatTheFileDoesNotWordStaysEnglish() throws IOException {
    ResponseWriter writer = new ResponseWriter(Wording.read(file("outcome.busy = Moment!")));
    assertEquals("Moment!", writer.unusable(new Refused("t", Outcome.OUTCOME_BUSY, "")).getSay());
    assertEquals(
        "I did not hear anything.",
        writer.unusable(new Refused("t", Outcome.OUTCOME_EMPTY, "")).getSay());
  }

  @Test
  void aKeyThatNothingLooksUpIsNamed() throws IOException {
    assertTrue(mistakeIn("outcome.bussy = x").contains("\"outcome.bussy\""));
    assertTrue(mistakeIn("set_mood = mood | {state}").contains("\"set_mood\""));
  }

  @Test
  void aFunctionsLineNeedsItsBar() throws IOException {
    assertTrue(mistakeIn("set_mute = Ton {state}").contains("\"set_mute\" needs one bar"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("none.properties");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Wording.read(missing)).getMessage();
    assertTrue(message.startsWith("sentences " + missing), message);
  }
}
