package io.voxbus.dbc;

import io.voxbus.dbc.Multiplexing.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A signal of a message, and what must be selected for it to be there. */
final class SignalCodec {
  /** The selector must have one of the selection's values, and be there itself. */
  private record Condition(DbcSignal selector, Selection selection) {
    boolean holds(byte[] payload) {
      return selector.bits().fits(payload.length) && selection.contains(selector.read(payload));
    }
  }

  final DbcSignal signal;

  /** Among the message's signals. */
  final int place;

  /** From the signal upwards; an array, as going through a list makes an object. */
  private final Condition[] conditions;

  SignalCodec(int place, DbcMessage message) {
    this.place = place;
    signal = message.signals().get(place);
    conditions = conditions(signal, message).toArray(Condition[]::new);
  }

  /** Chains have no loops: the parser saw to it. */
  private static List<Condition> conditions(DbcSignal signal, DbcMessage message) {
    List<Condition> chain = new ArrayList<>();
    Optional<Selection> selection = signal.multiplexing().selection();
    while (selection.isPresent()) {
      DbcSignal selector = selector(selection.get(), message);
      chain.add(new Condition(selector, selection.get()));
      selection = selector.multiplexing().selection();
    }
    return chain;
  }

  private static DbcSignal selector(Selection selection, DbcMessage message) {
    return message
        .signal(selection.selector())
        .orElseThrow(
            () ->
                new SignalException(
                    "message " + message.name() + " has no signal " + selection.selector()));
  }

  /** How many selectors stand above the signal. */
  int depth() {
    return conditions.length;
  }

  /** Whether a payload, which has all selectors above the signal, has the signal. */
  boolean present(byte[] payload) {
    for (Condition condition : conditions) {
      if (!condition.holds(payload)) {
        return false;
      }
    }
    return true;
  }
}
