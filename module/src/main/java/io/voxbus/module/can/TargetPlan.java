package io.voxbus.module.can;

import io.voxbus.vehicle.ArgumentValue;
import java.util.HashMap;
import java.util.Map;

/**
 * A signal to which an argument goes, found once. It remembers which raw values words stand for:
 * calls have no words but the catalogue's.
 */
final class TargetPlan {
  private final SignalTarget target;
  private final SignalMapping mapping;
  private final MessageState message;
  private final int place;
  private final Map<String, Long> words = new HashMap<>();

  TargetPlan(SignalTarget target, SignalMapping mapping, MessageState message) {
    this.target = target;
    this.mapping = mapping;
    this.message = message;
    place = target.message().signals().indexOf(target.signal());
  }

  MessageState message() {
    return message;
  }

  /**
   * Asks for a value.
   *
   * @throws io.voxbus.dbc.SignalException if the signal has no such label, or cannot carry it
   */
  void ask(ArgumentValue value) {
    message.ask(place, target.over(message.raw(place), written(value)));
  }

  private long written(ArgumentValue value) {
    if (mapping.transform().counts(value)) {
      return target.written(mapping.value(value, target));
    }
    Long known = words.get(value.text());
    if (known == null) {
      known = target.written(mapping.value(value, target));
      words.put(value.text(), known);
    }
    return known;
  }
}
