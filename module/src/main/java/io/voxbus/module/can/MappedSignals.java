package io.voxbus.module.can;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The signals that a board's functions and its protections may set. */
public final class MappedSignals {
  private MappedSignals() {}

  /**
   * Names of signals by the message that carries them. A message that is not among them is none of
   * this board's requests.
   */
  public static Map<String, Set<String>> of(BoardMapping mapping) {
    Map<String, Set<String>> names = new HashMap<>();
    for (FunctionMapping function : mapping.functions().values()) {
      for (SignalMapping signals : function.signals()) {
        signals.route().targets().cases().values().forEach(targets -> add(targets, names));
      }
    }
    names.forEach((message, signals) -> signals.addAll(protecting(mapping, message)));
    return names;
  }

  private static void add(List<SignalTarget> targets, Map<String, Set<String>> names) {
    for (SignalTarget target : targets) {
      names
          .computeIfAbsent(target.message().name(), message -> new TreeSet<>())
          .add(target.signal().name());
    }
  }

  /** The counter and the checksum, by the bits that they have. */
  private static List<String> protecting(BoardMapping mapping, String message) {
    return Optional.ofNullable(mapping.protections().get(message))
        .map(
            protection ->
                ProtectionReader.signals(mapping.dbc().message(message).orElseThrow(), protection))
        .orElse(List.of());
  }
}
