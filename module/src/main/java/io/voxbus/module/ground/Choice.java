package io.voxbus.module.ground;

import io.voxbus.vehicle.ArgumentValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that may depend on the value of another argument.
 *
 * @param argument the other argument's name; empty when it does not depend on any, and then there
 *     is one case, ""
 * @param cases what holds for each value of that argument
 */
public record Choice<T>(String argument, Map<String, T> cases) {
  /** Copies the cases, in their order. */
  public Choice {
    cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
  }

  /** The same whatever other arguments are. */
  public static <T> Choice<T> always(T value) {
    return new Choice<>("", Map.of("", value));
  }

  /** What holds beside these arguments; empty when none of the cases does. */
  public Optional<T> pick(Map<String, ArgumentValue> arguments) {
    ArgumentValue deciding = arguments.get(argument);
    return Optional.ofNullable(cases.get(deciding == null ? "" : deciding.text()));
  }
}
