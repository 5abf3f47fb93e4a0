package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What was sent last: the level signals of each message, and its counter. Requests leave no trace
 * here.
 *
 * <p>Confined to one thread, as its encoder is.
 */
final class SentSignals {
  private final Map<String, Map<String, Long>> raws = new HashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();

  /**
   * @param idle raw values to begin with instead of start values, by message and signal name
   */
  SentSignals(Map<String, Map<String, Long>> idle) {
    idle.forEach((message, values) -> raws.put(message, new HashMap<>(values)));
  }

  /** Raw values by signal name; a signal that is not there has its start value. */
  Map<String, Long> of(DbcMessage message) {
    return raws.computeIfAbsent(message.name(), name -> new HashMap<>());
  }

  /** What a signal has. */
  long raw(DbcMessage message, DbcSignal signal) {
    return of(message).getOrDefault(signal.name(), signal.startRaw());
  }

  void remember(DbcMessage message, Map<DbcSignal, BigDecimal> values) {
    values.forEach((signal, value) -> of(message).put(signal.name(), signal.raw(value)));
  }

  /** The counter for the message's next frame, beginning with 0. */
  int count(DbcMessage message, int modulo) {
    return counters.merge(message.name(), 0, (last, first) -> (last + 1) % modulo);
  }
}
