package io.voxbus.module.can;

import io.voxbus.module.ground.Choice;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Span;
import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.FunctionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls of one function within a board's ranges: all combinations of every word, the ends of every
 * range, every area, and every optional argument left out.
 *
 * @param function the function, of the catalogue
 * @param facts what the board says of it
 */
public record EveryCall(FunctionSpec function, FunctionFacts facts) {
  /** The calls, not yet grounded: the board may lack an area. */
  public List<Call> calls() {
    List<Map<String, ArgumentValue>> combinations = List.of(Map.of());
    for (ArgumentSpec spec : function.arguments()) {
      combinations = extended(combinations, spec);
    }
    return combinations.stream()
        .filter(this::consistent)
        .map(arguments -> Call.of(function, arguments))
        .toList();
  }

  private List<Map<String, ArgumentValue>> extended(
      List<Map<String, ArgumentValue>> combinations, ArgumentSpec spec) {
    List<Map<String, ArgumentValue>> extended =
        new ArrayList<>(spec.optional() ? combinations : List.of());
    for (Map<String, ArgumentValue> combination : combinations) {
      for (ArgumentValue value : values(spec)) {
        Map<String, ArgumentValue> longer = new LinkedHashMap<>(combination);
        longer.put(spec.name(), value);
        extended.add(longer);
      }
    }
    return extended;
  }

  private List<ArgumentValue> values(ArgumentSpec spec) {
    List<ArgumentValue> values =
        new ArrayList<>(spec.type().words().stream().map(Word::new).toList());
    facts
        .argument(spec.name())
        .span()
        .ifPresent(spans -> spans.cases().values().forEach(span -> addEnds(values, span)));
    return values;
  }

  private static void addEnds(List<ArgumentValue> values, Span span) {
    values.add(new Quantity(span.minimum()));
    values.add(new Quantity(span.maximum()));
  }

  /**
   * Numbers are given in the board's own unit, which must then be named, and in the range that goes
   * with the other arguments.
   */
  private boolean consistent(Map<String, ArgumentValue> arguments) {
    for (Map.Entry<String, ArgumentValue> argument : arguments.entrySet()) {
      if (argument.getValue() instanceof Quantity number
          && !consistent(argument.getKey(), number, arguments)) {
        return false;
      }
    }
    return true;
  }

  private boolean consistent(String name, Quantity number, Map<String, ArgumentValue> arguments) {
    Choice<Span> spans = facts.argument(name).span().orElseThrow();
    boolean inferred = !spans.argument().isEmpty() && !arguments.containsKey(spans.argument());
    return inferred
        || spans.pick(arguments).filter(span -> fits(span, number, arguments)).isPresent();
  }

  private boolean fits(Span span, Quantity number, Map<String, ArgumentValue> arguments) {
    boolean unitFits =
        function.find("unit").isEmpty() || new Word(span.unit()).equals(arguments.get("unit"));
    return unitFits
        && number.number().compareTo(span.minimum()) >= 0
        && number.number().compareTo(span.maximum()) <= 0;
  }
}
