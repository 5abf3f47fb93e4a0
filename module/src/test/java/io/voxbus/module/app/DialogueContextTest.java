package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DialogueContextTest {
  private static final List<Call> CALLS =
      List.of(Call.of(Catalogue.standard(), "set_mute", Map.of("state", "on")));

  private final DialogueContext dialogue = new DialogueContext(Duration.ofSeconds(30));

  @Test
  void firstTurnHasNoContext() {
    assertEquals(List.of(), dialogue.before(driver("", 0)));
  }

  @Test
  void turnIsForgottenAfterThirtySeconds() {
    dialogue.remember(driver("", 0), CALLS);
    assertEquals(CALLS, dialogue.before(driver("", 30_000)));
    assertEquals(List.of(), dialogue.before(driver("", 30_001)));
  }

  @Test
  void seatsWithoutASessionDoNotShareAConversation() {
    dialogue.remember(driver("", 0), CALLS);
    assertEquals(List.of(), dialogue.before(utterance("", Seat.SEAT_PASSENGER, 1)));
  }

  @Test
  void seatsOfOneSessionShareAConversation() {
    dialogue.remember(driver("s", 0), CALLS);
    assertEquals(CALLS, dialogue.before(utterance("s", Seat.SEAT_PASSENGER, 1)));
    assertEquals(List.of(), dialogue.before(driver("", 1)));
  }

  @Test
  void memoryIsBoundedAndTheOldestConversationGoes() {
    dialogue.remember(driver("oldest", 0), CALLS);
    for (int i = 0; i < 256; i++) {
      dialogue.remember(driver("s" + i, 0), CALLS);
    }
    assertEquals(List.of(), dialogue.before(driver("oldest", 1)));
    assertEquals(CALLS, dialogue.before(driver("s0", 1)));
  }

  private static Utterance driver(String session, long atMillis) {
    return utterance(session, Seat.SEAT_DRIVER, atMillis);
  }

  private static Utterance utterance(String session, Seat seat, long atMillis) {
    return new Utterance(
        "id", "text", OptionalDouble.empty(), List.of(), seat, session, 0, atMillis * 1_000_000);
  }
}
