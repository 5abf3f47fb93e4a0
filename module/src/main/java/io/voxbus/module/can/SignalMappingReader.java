package io.voxbus.module.can;

import io.voxbus.dbc.SignalException;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Choice;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Problems;
import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.FunctionSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads where the arguments of one function go, and checks that every grounded value can be
 * carried.
 *
 * @param function as in the catalogue
 * @param facts what the board has of it
 * @param names finds signals
 * @param idle takes up idle values that are not start values
 * @param problems takes the values that cannot be carried
 */
record SignalMappingReader(
    FunctionSpec function,
    FunctionFacts facts,
    SignalNames names,
    Map<String, Map<String, Long>> idle,
    Problems problems) {
  /** Arguments that grounding turns into places and base units; no signal needs them. */
  private static final Set<String> GROUNDED_AWAY = Set.of("area", "unit");

  SignalMapping read(BoardPart part) {
    part.allow("argument", "value", "signal", "by", "mask", "transform", "idle");
    RouteReader routes = new RouteReader(function, facts);
    Route<SignalTarget> whole = routes.read(part, "signal", item -> names.find(item.text(), item));
    Route<SignalTarget> route =
        part.find("mask").isPresent() ? new MaskReader(routes, part).masked(whole) : whole;
    Transform transform = TransformReader.read(part, part.find("mask").isPresent());
    SignalMapping mapping = new SignalMapping(route, transform);
    part.find("idle").ifPresent(given -> readIdle(given, mapping));
    checkWords(part, mapping);
    checkValues(part, mapping);
    return mapping;
  }

  private void readIdle(BoardPart part, SignalMapping mapping) {
    for (List<SignalTarget> targets : mapping.route().targets().cases().values()) {
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

  /** A word that the argument never has would be looked for in vain. */
  private void checkWords(BoardPart part, SignalMapping mapping) {
    Map<String, BoardPart> labels =
        part.find("transform")
            .flatMap(given -> given.find("mapping"))
            .map(BoardPart::entries)
            .orElse(Map.of());
    function
        .find(mapping.route().argument())
        .ifPresent(
            spec ->
                labels.forEach(
                    (word, label) -> problems.during(() -> Words.require(spec, word, label))));
  }

  private void checkValues(BoardPart part, SignalMapping mapping) {
    Choice<List<SignalTarget>> choice = mapping.route().targets();
    choice
        .cases()
        .forEach(
            (key, targets) ->
                targets.forEach(
                    target ->
                        groundedValues(mapping, key)
                            .forEach(
                                value ->
                                    problems.during(() -> check(part, mapping, target, value)))));
  }

  /** The words that may be sent, and the ends of the numbers' range, in one case of the choice. */
  private List<ArgumentValue> groundedValues(SignalMapping mapping, String key) {
    Route<SignalTarget> route = mapping.route();
    return route.constant().isEmpty()
        ? GroundedValues.of(function, facts, route.argument()).in(route.targets().argument(), key)
        : List.of(new ArgumentValue.Word(route.constant()));
  }

  private static void check(
      BoardPart part, SignalMapping mapping, SignalTarget target, ArgumentValue value) {
    try {
      target.check(mapping.value(value, target));
    } catch (SignalException e) {
      throw part.refusal(
          target + " cannot carry " + value + " (" + e.getMessage() + ")",
          "mend the transform, the signal or board.yaml");
    }
  }

  /** Every argument must reach a signal, or choose one. */
  void checkComplete(BoardPart part, List<SignalMapping> signals) {
    for (ArgumentSpec argument : function.arguments()) {
      boolean sent = signals.stream().anyMatch(mapping -> mapping.route().uses(argument.name()));
      if (!sent && !GROUNDED_AWAY.contains(argument.name())) {
        problems.tell(
            part.refusal("the argument " + argument.name() + " reaches no signal", "map it"));
      }
    }
  }
}
