package io.voxbus.vehicle;

import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function with its arguments. There is no ill-formed call: required arguments are there, every
 * value is one that the catalogue admits. Two calls are equal when function names and arguments
 * are.
 */
public final class Call {
  private final FunctionSpec function;
  private final Map<String, ArgumentValue> arguments;

  private Call(FunctionSpec function, Map<String, ArgumentValue> arguments) {
    this.function = function;
    this.arguments = Collections.unmodifiableMap(arguments);
  }

  /**
   * A call of a function.
   *
   * @param arguments by name, in any order
   * @throws IllegalCallException when an argument is unknown, missing, or has a value that is not
   *     allowed
   */
  public static Call of(FunctionSpec function, Map<String, ArgumentValue> arguments) {
    refuseUnknown(function, arguments);
    Map<String, ArgumentValue> ordered = new LinkedHashMap<>();
    for (ArgumentSpec spec : function.arguments()) {
      Optional.ofNullable(arguments.get(spec.name()))
          .ifPresentOrElse(
              value -> ordered.put(spec.name(), checked(function, spec, value)),
              () -> refuseMissing(function, spec));
    }
    return new Call(function, ordered);
  }

  /**
   * A call from its JSON form.
   *
   * @param args by name; each value a String (a word) or a Number
   * @throws IllegalCallException when the function or an argument is unknown, an argument is
   *     missing, or has a value that is not allowed
   */
  public static Call of(Catalogue catalogue, String function, Map<String, ?> args) {
    Map<String, ArgumentValue> arguments = new LinkedHashMap<>();
    args.forEach((name, value) -> arguments.put(name, fromJson(function, name, value)));
    return of(catalogue.function(function), arguments);
  }

  private static ArgumentValue fromJson(String function, String name, Object value) {
    if (value instanceof String word) {
      return new Word(word);
    }
    if (value instanceof Number number) {
      return new Quantity(decimal(function, name, number));
    }
    throw new IllegalCallException(
        function + ": argument " + name + " must be a string or a number, not " + value);
  }

  private static BigDecimal decimal(String function, String name, Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw new IllegalCallException(
          function + ": argument " + name + " must be a finite number, not " + number);
    }
  }

  private static void refuseUnknown(FunctionSpec function, Map<String, ArgumentValue> arguments) {
    for (Map.Entry<String, ArgumentValue> argument : arguments.entrySet()) {
      if (function.find(argument.getKey()).isEmpty()) {
        throw new IllegalCallException(
            "%s has no argument %s (value %s); it has: %s"
                .formatted(
                    function.name(), argument.getKey(), argument.getValue(), names(function)));
      }
    }
  }

  private static String names(FunctionSpec function) {
    return function.arguments().stream().map(ArgumentSpec::name).collect(Collectors.joining(", "));
  }

  private static ArgumentValue checked(
      FunctionSpec function, ArgumentSpec spec, ArgumentValue value) {
    if (!spec.type().admits(value)) {
      throw new IllegalCallException(
          "%s: argument %s cannot be %s; allowed is %s"
              .formatted(function.name(), spec.name(), value, spec.type().allowed()));
    }
    return value;
  }

  private static void refuseMissing(FunctionSpec function, ArgumentSpec spec) {
    if (!spec.optional()) {
      throw new IllegalCallException(
          "%s needs argument %s; allowed is %s"
              .formatted(function.name(), spec.name(), spec.type().allowed()));
    }
  }

  /** What is called. */
  public FunctionSpec function() {
    return function;
  }

  /** The arguments that are given, in the order of the catalogue; unmodifiable. */
  public Map<String, ArgumentValue> arguments() {
    return arguments;
  }

  /**
   * The value of an argument; empty when the call leaves it out or the function has none of that
   * name.
   */
  public Optional<ArgumentValue> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  /**
   * This call with one argument set or replaced.
   *
   * @throws IllegalCallException when the argument is unknown or the value not allowed
   */
  public Call with(String name, ArgumentValue value) {
    Map<String, ArgumentValue> changed = new LinkedHashMap<>(arguments);
    changed.put(name, value);
    return of(function, changed);
  }

  /**
   * The JSON form: {@code {"function": name, "args": {...}}}, with words as String, whole numbers
   * as Integer and others as Double.
   */
  public Map<String, Object> toMap() {
    Map<String, Object> args = new LinkedHashMap<>();
    arguments.forEach((name, value) -> args.put(name, toJson(value)));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("function", function.name());
    map.put("args", args);
    return map;
  }

  private static Object toJson(ArgumentValue value) {
    if (value instanceof Quantity quantity) {
      BigDecimal number = quantity.number();
      return number.scale() == 0 ? (Object) number.intValueExact() : number.doubleValue();
    }
    return value.text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Call call
        && function.name().equals(call.function.name())
        && arguments.equals(call.arguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(function.name(), arguments);
  }

  /** As in {@code set_temperature(temperature=21, area=driver)}. */
  @Override
  public String toString() {
    return arguments.entrySet().stream()
        .map(argument -> argument.getKey() + "=" + argument.getValue())
        .collect(Collectors.joining(", ", function.name() + "(", ")"));
  }
}
