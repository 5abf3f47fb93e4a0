package io.voxbus.module.ground;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import io.voxbus.vehicle.Call;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The grounding of one call; used once. Each step changes {@code arguments} or refuses. */
final class CallGrounding {
  private static final String UNIT = "unit";
  private static final String AREA = "area";

  private final Board board;
  private final FunctionFacts facts;
  private final Call call;
  private final Areas areas;
  private final Map<String, ArgumentValue> arguments;
  private List<Place> places = List.of();

  CallGrounding(Board board, FunctionFacts facts, Call call, Areas areas) {
    this.board = board;
    this.facts = facts;
    this.call = call;
    this.areas = areas;
    arguments = new LinkedHashMap<>(call.arguments());
  }

  Grounding run() {
    return numbersAndWords()
        .or(this::area)
        .<Grounding>map(refusal -> refusal)
        .orElseGet(() -> new Grounded(call, Call.of(call.function(), arguments), places));
  }

  private Optional<Ungrounded> numbersAndWords() {
    for (ArgumentSpec spec : call.function().arguments()) {
      if (spec.name().equals(UNIT) || spec.name().equals(AREA)) {
        continue;
      }
      ArgumentFacts argument = facts.argument(spec.name());
      Optional<Ungrounded> refusal =
          call.argument(spec.name())
              .map(said -> said(spec.name(), said, argument))
              .orElseGet(() -> missing(spec.name(), argument));
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private Optional<Ungrounded> missing(String name, ArgumentFacts argument) {
    argument
        .missing()
        .flatMap(choice -> choice.pick(arguments))
        .ifPresent(value -> put(name, value, argument));
    return Optional.empty();
  }

  private Optional<Ungrounded> said(String name, ArgumentValue said, ArgumentFacts argument) {
    if (said instanceof Quantity quantity) {
      return number(name, quantity.number(), argument);
    }
    if (!argument.values().isEmpty() && !argument.values().contains(said.text())) {
      return Optional.of(Refusals.unsupportedValue(call, said));
    }
    put(name, argument.words().getOrDefault(said.text(), said), argument);
    return Optional.empty();
  }

  private Optional<Ungrounded> number(String name, BigDecimal said, ArgumentFacts argument) {
    Choice<Span> spans = argument.span().orElseThrow();
    infer(spans, said);
    Span span = spans.pick(arguments).orElseGet(() -> spans.cases().values().iterator().next());
    Optional<Unit> unit = unit(span);
    BigDecimal converted = unit.map(from -> from.toBase(said, span.change())).orElse(said);
    if (!span.contains(converted)) {
      return Optional.of(
          unit.map(from -> Refusals.outOfRange(call, said, span, from))
              .orElseGet(() -> Refusals.outOfRange(call, said, span)));
    }
    put(name, new Quantity(span.round(converted)), argument);
    return Optional.empty();
  }

  /**
   * Where the range depends on an argument that was not said, it is the first whose range holds the
   * number.
   */
  private void infer(Choice<Span> spans, BigDecimal number) {
    if (!spans.argument().isEmpty() && !arguments.containsKey(spans.argument())) {
      spans.cases().entrySet().stream()
          .filter(entry -> entry.getValue().contains(number))
          .findFirst()
          .ifPresent(entry -> arguments.put(spans.argument(), new Word(entry.getKey())));
    }
  }

  /** The unit of the number that was said; empty where the function knows no units. */
  private Optional<Unit> unit(Span span) {
    if (call.function().find(UNIT).isEmpty()) {
      return Optional.empty();
    }
    String shown =
        Unit.of(span.unit())
            .map(base -> board.units().getOrDefault(base.dimension().word(), base.word()))
            .orElse("");
    return Unit.of(call.argument(UNIT).map(ArgumentValue::text).orElse(shown));
  }

  /** A number stands in the board's unit from here on, and the call says so. */
  private void put(String name, ArgumentValue value, ArgumentFacts argument) {
    arguments.put(name, value);
    if (value instanceof Quantity && call.function().find(UNIT).isPresent()) {
      argument
          .span()
          .flatMap(spans -> spans.pick(arguments))
          .ifPresent(span -> arguments.put(UNIT, new Word(span.unit())));
    }
  }

  private Optional<Ungrounded> area() {
    arguments.remove(AREA);
    if (facts.places().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> said = call.argument(AREA).map(ArgumentValue::text);
    Optional<String> meant =
        said.or(() -> facts.area().stream().filter(areas::known).findFirst()).filter(areas::known);
    if (meant.isEmpty()) {
      return Optional.of(Refusals.speakerUnknown(call));
    }
    places = areas.places(meant.get(), facts.places());
    if (places.isEmpty()) {
      return Optional.of(Refusals.unsupportedArea(call, meant.get()));
    }
    arguments.put(AREA, new Word(Areas.name(places, facts.places())));
    return Optional.empty();
  }
}
