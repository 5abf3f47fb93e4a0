package io.voxbus.module.can;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one argument of a function goes in a VSS tree.
 *
 * @param route to which paths
 * @param values what words and numbers of the call become; empty for the plain rule: on and off
 *     become true and false, numbers themselves
 * @param scaled whether numbers that {@code values} lacks are sent: number × scale + offset
 * @param scale 1 where it does not matter
 * @param offset in the actuator's unit
 */
record VssMapping(
    Route<VssPath> route,
    Map<String, Object> values,
    boolean scaled,
    BigDecimal scale,
    BigDecimal offset) {
  private static final Map<String, Object> SWITCH = Map.of("on", true, "off", false);

  VssMapping {
    values = Map.copyOf(values);
  }

  /** What a call sets, by path; nothing for a value that the tree does not have. */
  Stream<VssSetting> settings(Grounded grounded, Place driver) {
    return route.value(grounded).flatMap(this::value).stream()
        .flatMap(
            value -> paths(grounded, driver).stream().map(path -> new VssSetting(path, value)));
  }

  private List<String> paths(Grounded grounded, Place driver) {
    return route.targets(grounded).stream()
        .flatMap(path -> path.at(grounded.places(), driver).stream())
        .distinct()
        .toList();
  }

  /** 20, neither 20.0 nor 2E+1. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  private Optional<Object> value(ArgumentValue value) {
    Map<String, Object> known = values.isEmpty() ? SWITCH : values;
    if (!route.constant().isEmpty()) {
      return Optional.of(VssSetting.value(route.constant()));
    }
    if (value instanceof Quantity quantity && scaled && !known.containsKey(value.text())) {
      return Optional.of(plain(quantity.number().multiply(scale).add(offset)));
    }
    return Optional.ofNullable(known.get(value.text()));
  }
}
