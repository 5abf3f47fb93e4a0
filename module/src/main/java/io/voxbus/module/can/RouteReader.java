package io.voxbus.module.can;

import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Choice;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.FunctionSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads which argument of a function goes where: the keys {@code argument}, {@code value}, {@code
 * by}, and the one that names the targets.
 *
 * @param function as in the catalogue
 * @param facts what the board has of it
 */
record RouteReader(FunctionSpec function, FunctionFacts facts) {
  /**
   * Reads an entry.
   *
   * @param key names the targets: one, a list, or a choice of them
   * @param target reads a target
   */
  <T> Route<T> read(BoardPart entry, String key, Function<BoardPart, T> target) {
    String argument = entry.find("argument").map(this::argument).orElse("");
    String constant = entry.find("value").map(BoardPart::text).orElse("");
    if (argument.isEmpty() == constant.isEmpty()) {
      throw entry.refusal("an entry has either argument or value", "write one of them");
    }
    return new Route<>(argument, constant, choice(entry, key, part -> all(part, target)));
  }

  /** Reads what may be chosen by place, or by the argument that {@code by} names. */
  <T> Choice<T> choice(BoardPart entry, String key, Function<BoardPart, T> inner) {
    BoardPart part = entry.get(key);
    if (!part.mapping()) {
      return Choice.always(inner.apply(part));
    }
    String by = entry.find("by").map(this::argument).orElse(Route.BY_PLACE);
    Map<String, BoardPart> given = part.entries();
    Set<String> needed = Set.copyOf(by.equals(Route.BY_PLACE) ? places() : words(by));
    if (part.inherited()) {
      given.keySet().retainAll(needed); // the base's car has more of them
    }
    if (!given.keySet().equals(needed)) {
      throw part.refusal(
          "the choice by " + by + " has " + given.keySet(), "give one for each of " + needed);
    }
    if (needed.isEmpty()) {
      throw part.refusal("nothing can be chosen by " + by, "name one, or a list of them");
    }
    Map<String, T> cases = new LinkedHashMap<>();
    given.forEach((word, chosen) -> cases.put(word, inner.apply(chosen)));
    return new Choice<>(by, cases);
  }

  private String argument(BoardPart part) {
    return part.oneOf(function.arguments().stream().map(ArgumentSpec::name).toList());
  }

  private static <T> List<T> all(BoardPart part, Function<BoardPart, T> target) {
    return part.items().stream().map(target).toList();
  }

  private List<String> places() {
    return facts.places().stream().map(Place::area).toList();
  }

  /** The words that grounding leaves in an argument. */
  private List<String> words(String argument) {
    List<String> values = facts.argument(argument).values();
    return values.isEmpty() ? function.find(argument).orElseThrow().type().words() : values;
  }
}
