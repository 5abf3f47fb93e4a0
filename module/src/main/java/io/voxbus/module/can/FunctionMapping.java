package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.module.ground.Grounding.Grounded;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one function is put on the bus.
 *
 * @param timing level or pulse, once or several times
 * @param signals where its arguments go
 * @param vss how a signal tree names the same; none where it has no actuator for it
 */
record FunctionMapping(Timing timing, List<SignalMapping> signals, List<VssMapping> vss) {
  FunctionMapping {
    signals = List.copyOf(signals);
    vss = List.copyOf(vss);
  }

  /**
   * The physical values of a call by message and signal, in the order of the mapping.
   *
   * @param sent what signals have of which only some bits are written
   */
  Map<DbcMessage, Map<DbcSignal, BigDecimal>> values(Grounded grounded, SentSignals sent) {
    Map<DbcMessage, Map<DbcSignal, BigDecimal>> values = new LinkedHashMap<>();
    for (SignalMapping mapping : signals) {
      mapping
          .values(grounded)
          .forEach(
              (target, value) ->
                  values
                      .computeIfAbsent(target.message(), message -> new LinkedHashMap<>())
                      .compute(
                          target.signal(),
                          (signal, earlier) ->
                              target.over(
                                  earlier == null
                                      ? sent.raw(target.message(), signal)
                                      : signal.raw(earlier),
                                  value)));
    }
    return values;
  }

  /** The messages that it may send. */
  Set<DbcMessage> messages() {
    return signals.stream()
        .flatMap(mapping -> mapping.route().targets().cases().values().stream())
        .flatMap(List::stream)
        .map(SignalTarget::message)
        .collect(Collectors.toSet());
  }
}
