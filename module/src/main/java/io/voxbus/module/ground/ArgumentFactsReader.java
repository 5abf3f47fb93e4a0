package io.voxbus.module.ground;

import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.ArgumentType;
import io.voxbus.vehicle.ArgumentType.LevelType;
import io.voxbus.vehicle.ArgumentType.NumberType;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import io.voxbus.vehicle.FunctionSpec;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@code board.yaml} says of the arguments of one function, and checks it against the
 * catalogue.
 */
final class ArgumentFactsReader {
  private final FunctionSpec function;

  ArgumentFactsReader(FunctionSpec function) {
    this.function = function;
  }

  Map<String, ArgumentFacts> read(BoardPart functionPart) {
    Map<String, BoardPart> parts =
        functionPart.find("arguments").map(BoardPart::entries).orElse(Map.of());
    Map<String, ArgumentFacts> facts = new LinkedHashMap<>();
    parts.forEach((name, part) -> facts.put(name, facts(spec(name, part), part)));
    for (ArgumentSpec argument : function.arguments()) {
      if (numeric(argument.type()) && !facts.containsKey(argument.name())) {
        throw functionPart.refusal(
            "the argument " + argument.name() + " is missing", "add its range and step");
      }
    }
    return facts;
  }

  private ArgumentSpec spec(String name, BoardPart part) {
    return function
        .find(name)
        .orElseThrow(
            () ->
                part.refusal(
                    function.name() + " has no argument " + name, "remove it or mend its name"));
  }

  private static boolean numeric(ArgumentType type) {
    return type instanceof NumberType || type instanceof LevelType;
  }

  private ArgumentFacts facts(ArgumentSpec spec, BoardPart part) {
    part.allow("values", "words", "default", "range", "step", "unit", "change", "ranges");
    List<String> all = spec.type().words();
    List<String> values =
        part.find("values")
            .map(list -> list.items().stream().map(item -> item.oneOf(all)).toList())
            .orElse(List.of());
    Optional<Choice<Span>> span =
        numeric(spec.type()) ? Optional.of(spans(spec, part)) : Optional.empty();
    Optional<Choice<ArgumentValue>> missing =
        part.find("default").map(given -> missing(spec, given, span));
    return new ArgumentFacts(values, words(spec, part, span), span, missing);
  }

  private Choice<Span> spans(ArgumentSpec spec, BoardPart part) {
    return part.find("ranges")
        .map(ranges -> spansByArgument(spec, ranges))
        .orElseGet(() -> Choice.always(span(spec, part)));
  }

  private Choice<Span> spansByArgument(ArgumentSpec spec, BoardPart part) {
    String by = part.get("by").text();
    Map<String, Span> spans = new LinkedHashMap<>();
    cases(part, by).forEach((value, inner) -> spans.put(value, span(spec, inner)));
    if (spans.isEmpty()) {
      throw part.refusal("there is no range", "add one for each value of " + by);
    }
    return new Choice<>(by, spans);
  }

  /** The keys beside {@code by}, each a value of that argument. */
  private Map<String, BoardPart> cases(BoardPart part, String by) {
    List<String> values = spec(by, part).type().words();
    Map<String, BoardPart> cases = new LinkedHashMap<>(part.entries());
    cases.remove("by");
    cases.forEach(
        (value, inner) -> {
          if (!values.contains(value)) {
            throw inner.refusal(
                "'" + value + "' is no value of " + by,
                "write one of " + String.join(", ", values));
          }
        });
    return cases;
  }

  private Span span(ArgumentSpec spec, BoardPart part) {
    Span span = span(part);
    BigDecimal last = span.maximum().subtract(span.step()).max(span.minimum());
    for (BigDecimal number : List.of(span.minimum(), span.maximum(), last)) {
      if (!spec.type().admits(new Quantity(number))) {
        throw part.refusal(
            "the catalogue has no " + spec.name() + " " + number,
            "allowed is " + spec.type().allowed());
      }
    }
    return span;
  }

  private Span span(BoardPart part) {
    List<BigDecimal> range = part.get("range").items().stream().map(BoardPart::number).toList();
    if (range.size() != 2) {
      throw part.refusal("the range has " + range.size() + " numbers", "write [lowest, highest]");
    }
    BigDecimal step = part.get("step").number();
    boolean change = part.find("change").map(BoardPart::truth).orElse(false);
    try {
      return new Span(range.get(0), range.get(1), step, unit(part), change);
    } catch (IllegalArgumentException e) {
      throw part.refusal(String.valueOf(e.getMessage()), "mend range or step");
    }
  }

  private String unit(BoardPart part) {
    String unit = part.find("unit").map(BoardPart::text).orElse("");
    boolean said = function.find("unit").isPresent();
    if (said && Unit.of(unit).filter(Unit::base).isEmpty()) {
      throw part.refusal(
          "the unit '" + unit + "' is no base unit", "write celsius, kmh or millimeters");
    }
    return unit;
  }

  private static Map<String, ArgumentValue> words(
      ArgumentSpec spec, BoardPart part, Optional<Choice<Span>> span) {
    Map<String, ArgumentValue> words = new LinkedHashMap<>();
    part.find("words")
        .ifPresent(
            given ->
                given
                    .entries()
                    .forEach((word, meaning) -> words.put(word, value(spec, meaning, span))));
    if (spec.type() instanceof LevelType level
        && !words.keySet().equals(Set.copyOf(level.words()))) {
      throw part.refusal(
          "the words are " + words.keySet(), "say for each of " + level.words() + " what it means");
    }
    return words;
  }

  private Choice<ArgumentValue> missing(
      ArgumentSpec spec, BoardPart part, Optional<Choice<Span>> span) {
    if (!part.mapping()) {
      return Choice.always(value(spec, part, span));
    }
    String by = part.get("by").text();
    Map<String, ArgumentValue> values = new LinkedHashMap<>();
    cases(part, by).forEach((word, inner) -> values.put(word, value(spec, inner, span)));
    return new Choice<>(by, values);
  }

  /** A word of the argument, or a number of its span. */
  private static ArgumentValue value(
      ArgumentSpec spec, BoardPart part, Optional<Choice<Span>> span) {
    if (spec.type().words().contains(part.text())) {
      return new Word(part.text());
    }
    if (span.isEmpty()) {
      part.oneOf(spec.type().words());
    }
    BigDecimal number = part.number();
    boolean held =
        span.orElseThrow().cases().values().stream()
            .anyMatch(each -> each.contains(number) && each.round(number).compareTo(number) == 0);
    ArgumentValue value = new Quantity(number);
    if (!held || !spec.type().admits(value)) {
      throw part.refusal(
          number + " is outside the range of " + spec.name() + " or off its steps",
          "write a number of the range");
    }
    return value;
  }
}
