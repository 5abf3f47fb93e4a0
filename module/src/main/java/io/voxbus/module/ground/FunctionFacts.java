package io.voxbus.module.ground;

import java.util.List;
import java.util.Map;

/**
 * What a board says of one function.
 *
 * @param places where the function can be told apart; empty when it is for the whole car
 * @param area the areas to try when none was said, best first; empty exactly when {@code places} is
 * @param arguments by name
 */
public record FunctionFacts(
    List<Place> places, List<String> area, Map<String, ArgumentFacts> arguments) {
  /** Copies the collections. */
  public FunctionFacts {
    places = List.copyOf(places);
    area = List.copyOf(area);
    arguments = Map.copyOf(arguments);
  }

  /** The facts of an argument, {@link ArgumentFacts#NONE} where the board says nothing. */
  public ArgumentFacts argument(String name) {
    return arguments.getOrDefault(name, ArgumentFacts.NONE);
  }
}
