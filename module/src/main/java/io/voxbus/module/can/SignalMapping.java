package io.voxbus.module.can;

import io.voxbus.module.ground.Choice;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one argument of a function goes.
 *
 * @param argument the argument; empty where a constant is sent
 * @param constant the label that is sent instead of an argument; empty where there is an argument
 * @param targets the signals; a choice by {@link #BY_PLACE} takes those of every grounded place
 * @param transform how the value becomes physical
 */
record SignalMapping(
    String argument, String constant, Choice<List<SignalTarget>> targets, Transform transform) {
  /** The argument of a choice that is made by place. */
  static final String BY_PLACE = "area";

  /** The physical values that a call puts into signals; none when it leaves the argument out. */
  Map<SignalTarget, BigDecimal> values(Grounded grounded) {
    Map<SignalTarget, BigDecimal> values = new LinkedHashMap<>();
    value(grounded)
        .ifPresent(
            value ->
                targets(grounded)
                    .forEach(
                        target -> values.put(target, transform.physical(value, target.signal()))));
    return values;
  }

  private Optional<ArgumentValue> value(Grounded grounded) {
    return constant.isEmpty()
        ? grounded.call().argument(argument)
        : Optional.of(new Word(constant));
  }

  private List<SignalTarget> targets(Grounded grounded) {
    if (!targets.argument().equals(BY_PLACE)) {
      return targets.pick(grounded.call().arguments()).orElse(List.of());
    }
    return grounded.places().stream()
        .map(Place::area)
        .flatMap(area -> targets.cases().getOrDefault(area, List.of()).stream())
        .toList();
  }
}
