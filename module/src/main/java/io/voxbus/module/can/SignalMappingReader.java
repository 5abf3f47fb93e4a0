package io.voxbus.module.can;

import io.voxbus.dbc.SignalException;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Choice;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.FunctionSpec;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads where the arguments of one function go, and checks that every grounded value can be
 * carried.
 */
final class SignalMappingReader {
  /** Arguments that grounding turns into places and base units; no signal needs them. */
  private static final Set<String> GROUNDED_AWAY = Set.of("area", "unit");

  private final FunctionSpec function;
  private final FunctionFacts facts;
  private final SignalNames names;
  private final Map<String, Map<String, Long>> idle;

  /**
   * @param idle takes up idle values that are not start values
   */
  SignalMappingReader(
      FunctionSpec function,
      FunctionFacts facts,
      SignalNames names,
      Map<String, Map<String, Long>> idle) {
    this.function = function;
    this.facts = facts;
    this.names = names;
    this.idle = idle;
  }

  SignalMapping read(BoardPart part) {
    part.allow("argument", "value", "signal", "by", "transform", "idle");
    String argument = part.find("argument").map(this::argument).orElse("");
    String constant = part.find("value").map(BoardPart::text).orElse("");
    if (argument.isEmpty() == constant.isEmpty()) {
      throw part.refusal("an entry has either argument or value", "write one of them");
    }
    SignalMapping mapping = new SignalMapping(argument, constant, targets(part), transform(part));
    part.find("idle").ifPresent(given -> readIdle(given, mapping));
    checkValues(part, mapping);
    return mapping;
  }

  private String argument(BoardPart part) {
    return part.oneOf(function.arguments().stream().map(ArgumentSpec::name).toList());
  }

  private Choice<List<SignalTarget>> targets(BoardPart part) {
    BoardPart signal = part.get("signal");
    if (!signal.mapping()) {
      return Choice.always(signals(signal));
    }
    String by = part.find("by").map(this::argument).orElse(SignalMapping.BY_PLACE);
    Map<String, List<SignalTarget>> cases = new LinkedHashMap<>();
    signal.entries().forEach((key, inner) -> cases.put(key, signals(inner)));
    Set<String> needed = Set.copyOf(by.equals(SignalMapping.BY_PLACE) ? places() : words(by));
    if (!cases.keySet().equals(needed)) {
      throw signal.refusal(
          "the choice by " + by + " has " + cases.keySet(), "give a signal for each of " + needed);
    }
    if (needed.isEmpty()) {
      throw signal.refusal("nothing can be chosen by " + by, "name one signal, or a list of them");
    }
    return new Choice<>(by, cases);
  }

  private List<String> places() {
    return facts.places().stream().map(Place::area).toList();
  }

  /** The words that grounding leaves in an argument. */
  private List<String> words(String argument) {
    List<String> values = facts.argument(argument).values();
    return values.isEmpty() ? function.find(argument).orElseThrow().type().words() : values;
  }

  private List<SignalTarget> signals(BoardPart part) {
    return part.items().stream().map(item -> names.find(item.text(), item)).toList();
  }

  private static Transform transform(BoardPart part) {
    Map<String, String> labels = new HashMap<>();
    Optional<BoardPart> transform = part.find("transform");
    transform.ifPresent(given -> given.allow("mapping", "scale", "offset"));
    transform
        .flatMap(given -> given.find("mapping"))
        .ifPresent(
            mapping -> mapping.entries().forEach((word, label) -> labels.put(word, label.text())));
    BigDecimal scale =
        transform
            .flatMap(given -> given.find("scale"))
            .map(BoardPart::number)
            .orElse(BigDecimal.ONE);
    BigDecimal offset =
        transform
            .flatMap(given -> given.find("offset"))
            .map(BoardPart::number)
            .orElse(BigDecimal.ZERO);
    return new Transform(labels, scale, offset);
  }

  private void readIdle(BoardPart part, SignalMapping mapping) {
    for (List<SignalTarget> targets : mapping.targets().cases().values()) {
      for (SignalTarget target : targets) {
        idle.computeIfAbsent(target.message().name(), message -> new HashMap<>())
            .put(target.signal().name(), idleRaw(part, target));
      }
    }
  }

  private static long idleRaw(BoardPart part, SignalTarget target) {
    try {
      return target.signal().rawOf(part.text()).orElseGet(() -> target.signal().raw(part.number()));
    } catch (SignalException e) {
      throw part.refusal(target + " cannot be idle so (" + e.getMessage() + ")", "mend the value");
    }
  }

  private void checkValues(BoardPart part, SignalMapping mapping) {
    mapping
        .targets()
        .cases()
        .forEach(
            (key, targets) ->
                targets.forEach(
                    target ->
                        groundedValues(mapping, key)
                            .forEach(value -> check(part, mapping, target, value))));
  }

  /** The words that may be sent, and the ends of the numbers' range, in one case of the choice. */
  private List<ArgumentValue> groundedValues(SignalMapping mapping, String key) {
    return mapping.constant().isEmpty()
        ? GroundedValues.of(function, facts, mapping.argument())
            .in(mapping.targets().argument(), key)
        : List.of(new ArgumentValue.Word(mapping.constant()));
  }

  private static void check(
      BoardPart part, SignalMapping mapping, SignalTarget target, ArgumentValue value) {
    try {
      long unused = target.signal().raw(mapping.transform().physical(value, target.signal()));
    } catch (SignalException e) {
      throw part.refusal(
          target + " cannot carry " + value + " (" + e.getMessage() + ")",
          "mend the transform, the signal or board.yaml");
    }
  }

  /** Every argument must reach a signal, or choose one. */
  void checkComplete(BoardPart part, List<SignalMapping> signals) {
    for (ArgumentSpec argument : function.arguments()) {
      boolean sent = signals.stream().anyMatch(mapping -> uses(mapping, argument.name()));
      if (!sent && !GROUNDED_AWAY.contains(argument.name())) {
        throw part.refusal("the argument " + argument.name() + " reaches no signal", "map it");
      }
    }
  }

  private static boolean uses(SignalMapping mapping, String argument) {
    return mapping.argument().equals(argument) || mapping.targets().argument().equals(argument);
  }
}
