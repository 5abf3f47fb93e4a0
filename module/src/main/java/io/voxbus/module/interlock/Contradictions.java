package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.FunctionSpec;
import io.voxbus.vehicle.Meaning;
import io.voxbus.vehicle.Opposites;
import java.util.List;
import java.util.Optional;

/** Calls of one utterance that say opposite things of the same thing: neither is carried out. */
public final class Contradictions {
  private static final String AREA = "area";
  private static final String DIRECTION = "direction";

  private Contradictions() {}

  /** Whether the call contradicts one of the others. */
  public static boolean contradicted(Grounded call, List<Grounded> others) {
    return others.stream().anyMatch(other -> contradict(call, other));
  }

  private static boolean contradict(Grounded one, Grounded other) {
    FunctionSpec function = one.call().function();
    return function.equals(other.call().function())
        && !Meaning.isStep(function)
        && one.places().equals(other.places())
        && one.call().argument(AREA).equals(other.call().argument(AREA))
        && Meaning.selected(one.call()).equals(Meaning.selected(other.call()))
        && opposed(one, other);
  }

  private static boolean opposed(Grounded one, Grounded other) {
    Optional<String> direction = word(one, DIRECTION);
    return direction.isPresent()
        ? word(other, DIRECTION).equals(direction.flatMap(Opposites::of))
        : !one.call().equals(other.call());
  }

  private static Optional<String> word(Grounded grounded, String argument) {
    return grounded.call().argument(argument).map(ArgumentValue::text);
  }
}
