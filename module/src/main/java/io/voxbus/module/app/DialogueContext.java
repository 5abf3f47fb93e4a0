package io.voxbus.module.app;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of the last turn of each conversation, which a follow-up ("and the passenger too")
 * refers to. A conversation is a session, or a seat where no session is named.
 */
final class DialogueContext {
  private static final int CONVERSATIONS = 256;

  private final long keepNanos;
  private final Map<Conversation, LastTurn> turns = new LinkedHashMap<>();

  DialogueContext(Duration keep) {
    this.keepNanos = keep.toNanos();
  }

  private record Conversation(String session, Seat seat) {
    static Conversation of(Utterance utterance) {
      return utterance.session().isEmpty()
          ? new Conversation("", utterance.speaker())
          : new Conversation(utterance.session(), Seat.SEAT_UNSPECIFIED);
    }
  }

  private record LastTurn(List<Call> calls, long atNanos) {}

  /** The calls that the utterance may refer to; empty when there were none lately. */
  List<Call> before(Utterance utterance) {
    LastTurn last = turns.get(Conversation.of(utterance));
    return last == null || utterance.arrivedNanos() - last.atNanos() > keepNanos
        ? List.of()
        : last.calls();
  }

  /** Notes the calls of an utterance; the conversation that was silent for longest is dropped. */
  void remember(Utterance utterance, List<Call> calls) {
    Conversation conversation = Conversation.of(utterance);
    turns.remove(conversation);
    turns.put(conversation, new LastTurn(calls, utterance.arrivedNanos()));
    if (turns.size() > CONVERSATIONS) {
      turns.remove(turns.keySet().iterator().next());
    }
  }
}
