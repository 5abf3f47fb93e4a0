package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import io.voxbus.dbc.DbcSignal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        signals.targets().cases().values().forEach(targets -> add(targets, names));
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
  private static Set<String> protecting(BoardMapping mapping, String message) {
    E2eProfile1 protection = mapping.protections().get(message);
    if (protection == null) {
      return Set.of();
    }
    Set<BitField> written = new HashSet<>(List.of(protection.checksum(), protection.counter()));
    return mapping.dbc().message(message).orElseThrow().signals().stream()
        .filter(signal -> written.contains(signal.bits()))
        .map(DbcSignal::name)
        .collect(Collectors.toSet());
  }
}
