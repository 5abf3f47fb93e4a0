package io.voxbus.hil.load;

import io.voxbus.hil.run.Utterance;
import io.voxbus.hil.time.Punctuality;
import io.voxbus.proto.v1.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured in one stretch of time. */
public final class Measured {
  private final Punctuality sender = new Punctuality();
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final List<Utterance> utterances = new ArrayList<>();

  /** How punctual the sender itself was. */
  public Punctuality sender() {
    return sender;
  }

  /** How many sentences were said. */
  public long said() {
    return sender.count();
  }

  /** How many of them were answered, in whichever way. */
  public synchronized int answered() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How often each outcome was answered. */
  public synchronized Map<Outcome, Integer> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** Those that were worked on, with times since each was due; not those refused as too many. */
  public synchronized List<Utterance> utterances() {
    return List.copyOf(utterances);
  }

  void said(long due, long actual) {
    sender.note(due, actual);
  }

  synchronized void answered(Outcome outcome, Utterance utterance) {
    outcomes.merge(outcome, 1, Integer::sum);
    if (outcome != Outcome.OUTCOME_BUSY) {
      utterances.add(utterance);
    }
  }
}
