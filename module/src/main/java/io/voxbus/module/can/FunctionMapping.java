package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import java.util.List;
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

  /** The messages that it may send. */
  Set<DbcMessage> messages() {
    return signals.stream()
        .flatMap(mapping -> mapping.route().targets().cases().values().stream())
        .flatMap(List::stream)
        .map(SignalTarget::message)
        .collect(Collectors.toSet());
  }
}
