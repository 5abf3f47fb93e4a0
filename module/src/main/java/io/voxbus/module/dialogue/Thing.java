package io.voxbus.module.dialogue;

import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Meaning;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a call is about.
 *
 * @param function the function's name
 * @param area the places, in a word; empty for the whole car
 * @param which which one there, as {@link Meaning#selected} has it
 */
record Thing(String function, Optional<ArgumentValue> area, List<Optional<ArgumentValue>> which) {
  private static final String ALL = "all";

  /** Areas with words of which one is the other's opposite have no place in common. */
  private static final Map<String, String> ACROSS =
      Map.of("front", "rear", "rear", "front", "left", "right", "right", "left");

  static Thing of(Call call) {
    return new Thing(call.function().name(), call.argument("area"), Meaning.selected(call));
  }

  /**
   * Whether a change of the one may change the other: they go by the same noun, and neither places
   * nor anything else tells them apart.
   */
  boolean meets(Thing other) {
    return noun().equals(other.noun())
        && !both(area, other.area).filter(Both::across).isPresent()
        && IntStream.range(0, which.size())
            .mapToObj(i -> both(which.get(i), other.which.get(i)))
            .flatMap(Optional::stream)
            .noneMatch(Both::differ);
  }

  /** The function's name without its verb: "temperature" of set_temperature. */
  private String noun() {
    return function.substring(function.indexOf('_') + 1);
  }

  private static Optional<Both> both(Optional<ArgumentValue> one, Optional<ArgumentValue> other) {
    return one.flatMap(first -> other.map(second -> new Both(first.text(), second.text())));
  }

  /** The words of an argument that both calls have. */
  private record Both(String one, String other) {
    boolean across() {
      List<String> words = List.of(other.split("_"));
      return Arrays.stream(one.split("_"))
          .anyMatch(word -> words.contains(ACROSS.getOrDefault(word, "")));
    }

    boolean differ() {
      return !one.equals(other) && !one.equals(ALL) && !other.equals(ALL);
    }
  }
}
