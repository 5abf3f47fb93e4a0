package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.vehicle.ArgumentValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of one utterance that say opposite things of the same thing: neither is carried out. */
public final class Contradictions {
  /** Functions whose calls are done one after the other, each for itself. */
  private static final Set<String> SEQUENCES =
      Set.of("control_playback", "query_status", "save_seat_memory", "wash_window");

  /** Arguments that say which thing is meant, not what becomes of it. */
  private static final List<String> SELECTORS =
      List.of("area", "location", "target", "channel", "band");

  private static final Map<String, String> OPPOSITE_DIRECTIONS =
      Map.ofEntries(
          Map.entry("up", "down"),
          Map.entry("down", "up"),
          Map.entry("forward", "backward"),
          Map.entry("backward", "forward"),
          Map.entry("left", "right"),
          Map.entry("right", "left"),
          Map.entry("in", "out"),
          Map.entry("out", "in"),
          Map.entry("more", "less"),
          Map.entry("less", "more"));

  private static final String DIRECTION = "direction";

  private Contradictions() {}

  /** Whether the call contradicts one of the others. */
  public static boolean contradicted(Grounded call, List<Grounded> others) {
    return others.stream().anyMatch(other -> contradict(call, other));
  }

  private static boolean contradict(Grounded one, Grounded other) {
    String function = one.call().function().name();
    return function.equals(other.call().function().name())
        && !SEQUENCES.contains(function)
        && one.places().equals(other.places())
        && selected(one).equals(selected(other))
        && opposed(one, other);
  }

  private static boolean opposed(Grounded one, Grounded other) {
    Optional<String> direction = word(one, DIRECTION);
    return direction.isPresent()
        ? word(other, DIRECTION).equals(direction.map(OPPOSITE_DIRECTIONS::get))
        : !one.call().equals(other.call());
  }

  private static Map<String, ArgumentValue> selected(Grounded grounded) {
    Map<String, ArgumentValue> selected = new LinkedHashMap<>(grounded.call().arguments());
    selected.keySet().retainAll(SELECTORS);
    return selected;
  }

  private static Optional<String> word(Grounded grounded, String argument) {
    return grounded.call().argument(argument).map(ArgumentValue::text);
  }
}
