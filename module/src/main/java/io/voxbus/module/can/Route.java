package io.voxbus.module.can;

import io.voxbus.module.ground.Choice;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.util.List;
import java.util.Optional;

/**
 * Which value of a call goes where.
 *
 * @param argument the argument; empty where a constant is sent
 * @param constant what is sent instead of an argument; empty where there is an argument
 * @param targets where to; a choice by {@link #BY_PLACE} takes those of every grounded place
 */
record Route<T>(String argument, String constant, Choice<List<T>> targets) {
  /** The argument of a choice that is made by place. */
  static final String BY_PLACE = "area";

  /** The value to send; empty when the call leaves the argument out. */
  Optional<ArgumentValue> value(Grounded grounded) {
    return constant.isEmpty()
        ? grounded.call().argument(argument)
        : Optional.of(new Word(constant));
  }

  /** Where it goes; nowhere when the call chooses none of the cases. */
  List<T> targets(Grounded grounded) {
    if (!byPlace()) {
      return targets.pick(grounded.call().arguments()).orElse(List.of());
    }
    return grounded.places().stream()
        .map(Place::area)
        .flatMap(area -> targets.cases().getOrDefault(area, List.of()).stream())
        .toList();
  }

  /** Whether places choose. */
  boolean byPlace() {
    return targets.argument().equals(BY_PLACE);
  }

  /** Whether it sends an argument, or is chosen by it. */
  boolean uses(String other) {
    return argument.equals(other) || targets.argument().equals(other);
  }
}
