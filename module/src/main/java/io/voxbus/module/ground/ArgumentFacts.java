package io.voxbus.module.ground;

import io.voxbus.vehicle.ArgumentValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a board says of one argument of a function.
 *
 * @param values the words that the board has; empty for all that the catalogue has
 * @param words what a level's words mean: a number in the span's unit, or a word that stays
 * @param span the numbers that the board takes; empty for an argument without numbers
 * @param missing the value when none was said
 */
public record ArgumentFacts(
    List<String> values,
    Map<String, ArgumentValue> words,
    Optional<Choice<Span>> span,
    Optional<Choice<ArgumentValue>> missing) {
  /** Of an argument that needs no explanation. */
  public static final ArgumentFacts NONE =
      new ArgumentFacts(List.of(), Map.of(), Optional.empty(), Optional.empty());

  /** Copies the collections. */
  public ArgumentFacts {
    values = List.copyOf(values);
    words = Map.copyOf(words);
  }
}
