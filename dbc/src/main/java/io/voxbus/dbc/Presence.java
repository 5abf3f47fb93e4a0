package io.voxbus.dbc;

import io.voxbus.dbc.Multiplexing.RawRange;
import io.voxbus.dbc.Multiplexing.Selection;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a signal is present.
 *
 * @param needed the values that selectors must have, by their names
 */
record Presence(Map<String, List<RawRange>> needed) {
  static Presence of(DbcSignal signal, DbcMessage message) {
    Map<String, List<RawRange>> needed = new HashMap<>();
    Optional<Selection> selection = signal.multiplexing().selection();
    while (selection.isPresent()) {
      needed.put(selection.get().selector(), selection.get().values());
      selection =
          message
              .signal(selection.get().selector())
              .flatMap(selector -> selector.multiplexing().selection());
    }
    return new Presence(needed);
  }

  /** Whether both can be present in one payload: no selector needs two values at once. */
  boolean meets(Presence other) {
    return needed.entrySet().stream()
        .allMatch(
            entry ->
                common(entry.getValue(), other.needed.getOrDefault(entry.getKey(), List.of())));
  }

  /** True also for no ranges, which is any value. */
  private static boolean common(List<RawRange> some, List<RawRange> others) {
    return others.isEmpty()
        || some.stream()
            .anyMatch(
                one ->
                    others.stream()
                        .anyMatch(
                            other -> one.first() <= other.last() && other.first() <= one.last()));
  }

  /** Whether two signals have a bit in common. */
  static boolean overlap(DbcSignal one, DbcSignal other) {
    return bits(one.bits()).intersects(bits(other.bits()));
  }

  private static BitSet bits(BitField field) {
    byte[] payload = new byte[field.bytes()];
    field.write(payload, -1);
    return BitSet.valueOf(payload);
  }
}
