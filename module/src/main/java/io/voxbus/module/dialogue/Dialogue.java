package io.voxbus.module.dialogue;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All conversations in the car. Each has the calls of its last turn, which a follow-up ("and the
 * passenger too") refers to, and at most one question that waits for an answer. Belongs to one
 * thread.
 */
public final class Dialogue {
  private static final int CONVERSATIONS = 256;
  private static final long A_MILLISECOND = 1_000_000;

  private final Times times;
  private final Map<Conversation, State> conversations = new LinkedHashMap<>();

  /** When each speaker was heard last, by the arrival of what was said. */
  private final Map<Speaker, Long> heard = new LinkedHashMap<>();

  private final Changes changes;

  /**
   * How long things are kept in mind.
   *
   * @param followUp a turn's calls, as context for the next
   * @param question a question, for an answer
   * @param undo what was carried out, to be put back
   */
  public record Times(Duration followUp, Duration question, Duration undo) {}

  /**
   * What is kept of a conversation.
   *
   * @param calls those of the last turn
   * @param question what was asked last and not answered yet
   * @param at when
   */
  private record State(List<Call> calls, Optional<Asked> question, Moment at) {
    State answered() {
      return new State(calls, Optional.empty(), at);
    }
  }

  private record Speaker(Conversation conversation, Seat seat) {
    static Speaker of(Utterance utterance) {
      return new Speaker(Conversation.of(utterance), utterance.speaker());
    }
  }

  /**
   * A moment by two clocks: one that nobody sets but that stands still while the computer sleeps,
   * and that of whoever sends transcripts, which is compared with itself only.
   *
   * @param spokenNanos by the sender's clock, as far after the utterance as it took here
   */
  private record Moment(long nanos, long spokenNanos) {
    static Moment of(Utterance utterance) {
      return new Moment(utterance.arrivedNanos(), spokenNanos(utterance));
    }

    static Moment after(Utterance utterance, long nowNanos) {
      return new Moment(nowNanos, spokenNanos(utterance) + nowNanos - utterance.arrivedNanos());
    }

    boolean isBefore(Utterance utterance) {
      return utterance.arrivedNanos() - nanos > 0
          && spokenNanos(utterance) - spokenNanos > -A_MILLISECOND;
    }

    boolean isWithin(Duration limit, Utterance utterance) {
      long age = Math.max(utterance.arrivedNanos() - nanos, spokenNanos(utterance) - spokenNanos);
      return age <= limit.toNanos();
    }

    private static long spokenNanos(Utterance utterance) {
      return utterance.spokenAtMs() * A_MILLISECOND;
    }
  }

  /**
   * A question, and whom it was put to: nobody else in the same session can answer it, for "my
   * seat" is another seat then. Nor does what was said or came before it: an "okay" that waited
   * behind the request was said to something else.
   */
  private record Asked(Question question, Seat seat, Moment at) {
    boolean isFor(Utterance utterance) {
      return seat == utterance.speaker() && at.isBefore(utterance);
    }
  }

  /** No conversation yet. */
  public Dialogue(Times times) {
    this.times = times;
    this.changes = new Changes(times.undo());
  }

  /**
   * What an utterance is in its conversation. An open question is open no more, whatever the
   * answer: a request that has nothing to do with it cancels it.
   */
  public Heard hear(Utterance utterance) {
    Conversation conversation = Conversation.of(utterance);
    putLast(heard, Speaker.of(utterance), utterance.arrivedNanos());
    Optional<State> last = Optional.ofNullable(conversations.get(conversation));
    Optional<Asked> open = last.flatMap(State::question).filter(asked -> asked.isFor(utterance));
    Optional<Question> question =
        open.filter(asked -> asked.at().isWithin(times.question(), utterance)).map(Asked::question);
    List<Call> context =
        last.filter(state -> state.at().isWithin(times.followUp(), utterance))
            .map(State::calls)
            .orElse(List.of());
    if (open.isPresent()) {
      last.ifPresent(state -> conversations.put(conversation, state.answered()));
    }
    return Answer.of(utterance.text())
        .flatMap(answer -> shortly(answer, question, utterance))
        .orElseGet(() -> new Heard.Words(question.map(Question::about).orElse(context), question));
  }

  /** Notes what was understood of an utterance, for a follow-up. */
  public void remember(Utterance utterance, List<Call> calls) {
    Optional<Asked> anothers =
        Optional.ofNullable(conversations.get(Conversation.of(utterance)))
            .flatMap(State::question)
            .filter(asked -> !asked.isFor(utterance));
    keep(utterance, new State(calls, anothers, Moment.of(utterance)));
  }

  /**
   * Whether the speaker said nothing more since. A question about an utterance that is long past
   * would take the place of a newer one, and its "yes".
   */
  public boolean isLast(Utterance utterance) {
    return heard.getOrDefault(Speaker.of(utterance), utterance.arrivedNanos())
            - utterance.arrivedNanos()
        <= 0;
  }

  /**
   * Notes what the speaker is asked, when the question goes out and after {@link #remember}.
   *
   * @param nowNanos by {@link System#nanoTime}
   */
  public void ask(Utterance utterance, Question question, long nowNanos) {
    Moment now = Moment.after(utterance, nowNanos);
    keep(
        utterance,
        new State(
            question.about(), Optional.of(new Asked(question, utterance.speaker(), now)), now));
  }

  /**
   * Notes that commands of an utterance go out, for an undo: until it is known what became of them,
   * nobody can say what there is to undo.
   *
   * @param nowNanos by {@link System#nanoTime}
   */
  public void goesOut(Utterance utterance, long nowNanos) {
    changes.begin(Conversation.of(utterance), utterance.id(), nowNanos);
  }

  /**
   * Notes what was carried out, for an undo.
   *
   * @param calls the grounded calls that were carried out, in order
   * @param certain whether all others were not; false when the bridge left one unanswered
   * @param nowNanos by {@link System#nanoTime}
   */
  public void carriedOut(Utterance utterance, List<Call> calls, boolean certain, long nowNanos) {
    Conversation conversation = Conversation.of(utterance);
    calls.forEach(call -> changes.add(conversation, utterance.id(), call, nowNanos));
    if (certain) {
      changes.end(conversation, utterance.id());
    }
  }

  private Optional<Heard> shortly(Answer answer, Optional<Question> open, Utterance utterance) {
    if (answer == Answer.UNDO) {
      return Optional.of(changes.undo(Conversation.of(utterance), utterance.arrivedNanos()));
    }
    return open.map(question -> answered(answer, question));
  }

  private static Heard answered(Answer answer, Question question) {
    if (answer == Answer.NO) {
      return new Heard.Dropped();
    }
    if (question instanceof Question.Confirm confirm && answer == Answer.YES) {
      return new Heard.Agreed(confirm.about(), true);
    }
    return question instanceof Question.Which which
        ? chosen(answer, which)
        : new Heard.Unclear(question);
  }

  /**
   * A yes says which only when one reading is offered: the first alone, or the longer of the two.
   */
  private static Heard chosen(Answer answer, Question.Which which) {
    return switch (answer) {
      case FIRST -> agreed(which.about());
      case SECOND -> agreed(which.instead());
      case YES ->
          which.instead().isEmpty()
              ? agreed(which.about())
              : which.instead().containsAll(which.about())
                  ? agreed(which.instead())
                  : new Heard.Unclear(which);
      case NO, UNDO -> new Heard.Dropped();
    };
  }

  private static Heard agreed(List<Call> calls) {
    return calls.isEmpty() ? new Heard.Dropped() : new Heard.Agreed(calls, false);
  }

  private void keep(Utterance utterance, State state) {
    putLast(conversations, Conversation.of(utterance), state);
  }

  /** What was silent for longest is dropped. */
  private static <K, V> void putLast(Map<K, V> map, K key, V value) {
    map.remove(key);
    map.put(key, value);
    if (map.size() > CONVERSATIONS) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
