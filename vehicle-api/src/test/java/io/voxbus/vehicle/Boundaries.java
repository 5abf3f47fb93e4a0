package io.voxbus.vehicle;

import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The values at, beside and beyond the bounds of an argument, and the calls that have them. */
final class Boundaries {
  private Boundaries() {}

  /** Every word, and the numbers at the bounds, one step within them and midway. */
  static List<ArgumentValue> inside(ArgumentType type) {
    Set<ArgumentValue> values = new LinkedHashSet<>();
    type.words().forEach(word -> values.add(new Word(word)));
    NumberRange.of(type).ifPresent(range -> numbersInside(range).forEach(values::add));
    return List.copyOf(values);
  }

  private static Stream<Quantity> numbersInside(NumberRange range) {
    BigDecimal middle = range.min().add(range.max()).divideToIntegralValue(BigDecimal.valueOf(2));
    return Stream.of(
            range.min(),
            range.min().add(step(range)),
            middle,
            range.max().subtract(step(range)),
            range.max())
        .filter(range::contains)
        .map(Quantity::new);
  }

  /**
   * A word that is none, and the numbers one step beyond the bounds, far beyond, and finer than the
   * steps.
   */
  static List<ArgumentValue> outside(ArgumentType type) {
    List<ArgumentValue> values = new ArrayList<>(List.of(new Word("nowhere"), new Word("")));
    NumberRange.of(type)
        .ifPresentOrElse(
            range -> numbersOutside(range).forEach(number -> values.add(new Quantity(number))),
            () -> values.add(Quantity.of(1)));
    return values;
  }

  /** The numbers, 0 or more, that lie outside of a range or between its steps. */
  static List<BigDecimal> numbersOutside(NumberRange range) {
    BigDecimal step = step(range);
    return Stream.of(
            range.min().subtract(step),
            range.max().add(step),
            range.max().add(BigDecimal.ONE),
            range.max().multiply(BigDecimal.TEN).add(BigDecimal.ONE),
            range.min().add(step.movePointLeft(1)))
        .filter(number -> number.signum() >= 0)
        .toList();
  }

  private static BigDecimal step(NumberRange range) {
    return range.integer() ? BigDecimal.ONE : new BigDecimal("0.01");
  }

  /**
   * For each argument each of its boundary values, once with only what is required and once with
   * all arguments.
   */
  static List<Call> calls(FunctionSpec function) {
    List<Call> calls = new ArrayList<>();
    for (ArgumentSpec argument : function.arguments()) {
      for (ArgumentValue value : inside(argument.type())) {
        calls.add(least(function, argument.name(), value));
        calls.add(fullest(function, argument.name(), value));
      }
    }
    return calls;
  }

  private static Call least(FunctionSpec function, String name, ArgumentValue value) {
    Map<String, ArgumentValue> arguments = new LinkedHashMap<>(required(function));
    arguments.put(name, value);
    return Call.of(function, arguments);
  }

  private static Call fullest(FunctionSpec function, String name, ArgumentValue value) {
    Map<String, ArgumentValue> arguments = new LinkedHashMap<>();
    function.arguments().forEach(spec -> arguments.put(spec.name(), inside(spec.type()).get(0)));
    arguments.put(name, value);
    return Call.of(function, arguments);
  }

  /** A value for each required argument. */
  static Map<String, ArgumentValue> required(FunctionSpec function) {
    Map<String, ArgumentValue> arguments = new LinkedHashMap<>();
    function.arguments().stream()
        .filter(spec -> !spec.optional())
        .forEach(spec -> arguments.put(spec.name(), inside(spec.type()).get(0)));
    return arguments;
  }
}
