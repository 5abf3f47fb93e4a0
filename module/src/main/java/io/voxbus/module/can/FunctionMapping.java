package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.module.ground.Grounding.Grounded;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one function is put on the bus.
 *
 * @param holdMs how long a pulse request lasts, in milliseconds; 0 for a level request
 * @param signals where its arguments go
 */
record FunctionMapping(int holdMs, List<SignalMapping> signals) {
  FunctionMapping {
    signals = List.copyOf(signals);
  }

  boolean pulse() {
    return holdMs > 0;
  }

  /** The physical values of a call by message and signal, in the order of the mapping. */
  Map<DbcMessage, Map<DbcSignal, BigDecimal>> values(Grounded grounded) {
    Map<DbcMessage, Map<DbcSignal, BigDecimal>> values = new LinkedHashMap<>();
    for (SignalMapping mapping : signals) {
      mapping
          .values(grounded)
          .forEach(
              (target, value) ->
                  values
                      .computeIfAbsent(target.message(), message -> new LinkedHashMap<>())
                      .put(target.signal(), value));
    }
    return values;
  }
}
