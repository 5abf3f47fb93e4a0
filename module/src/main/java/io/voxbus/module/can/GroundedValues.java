package io.voxbus.module.can;

import io.voxbus.module.ground.ArgumentFacts;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Span;
import io.voxbus.vehicle.ArgumentType;
import io.voxbus.vehicle.ArgumentType.EnumType;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import io.voxbus.vehicle.FunctionSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values that an argument can have after grounding.
 *
 * @param type the argument's type in the catalogue
 * @param facts what the board says of it
 */
record GroundedValues(ArgumentType type, ArgumentFacts facts) {
  static GroundedValues of(FunctionSpec function, FunctionFacts facts, String argument) {
    return new GroundedValues(
        function.find(argument).orElseThrow().type(), facts.argument(argument));
  }

  /**
   * All words, and the ends of all ranges that can hold while argument {@code by} has the value
   * {@code key}.
   */
  List<ArgumentValue> in(String by, String key) {
    return Stream.concat(words(), numbers(by, key)).toList();
  }

  private Stream<ArgumentValue> words() {
    if (type instanceof EnumType enumeration) {
      List<String> values = facts.values().isEmpty() ? enumeration.values() : facts.values();
      return values.stream().map(Word::new);
    }
    return facts.words().values().stream();
  }

  private Stream<ArgumentValue> numbers(String by, String key) {
    return facts.span().stream()
        .flatMap(
            spans ->
                spans.cases().entrySet().stream()
                    .filter(entry -> !spans.argument().equals(by) || entry.getKey().equals(key)))
        .flatMap(entry -> ends(entry.getValue()));
  }

  private static Stream<ArgumentValue> ends(Span span) {
    return Stream.of(new Quantity(span.minimum()), new Quantity(span.maximum()));
  }
}
