package io.voxbus.module.can;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where one argument of a function goes, ready to be asked for. */
final class SignalPlan {
  private static final TargetPlan[] NOWHERE = {};

  private final Route<SignalTarget> route;
  private final Word constant;
  private final Map<String, TargetPlan[]> cases = new HashMap<>();
  private final Map<Place, TargetPlan[]> byPlace = new EnumMap<>(Place.class);

  /**
   * @param state finds what an encoder knows of a target's message
   */
  SignalPlan(SignalMapping mapping, Function<SignalTarget, MessageState> state) {
    route = mapping.route();
    constant = new Word(route.constant());
    route
        .targets()
        .cases()
        .forEach((key, targets) -> cases.put(key, plans(targets, mapping, state)));
    for (Place each : Place.values()) {
      byPlace.put(each, cases.getOrDefault(each.area(), NOWHERE));
    }
  }

  private static TargetPlan[] plans(
      List<SignalTarget> targets,
      SignalMapping mapping,
      Function<SignalTarget, MessageState> state) {
    return targets.stream()
        .map(target -> new TargetPlan(target, mapping, state.apply(target)))
        .toArray(TargetPlan[]::new);
  }

  /**
   * Asks for what a call says.
   *
   * @param under takes the messages of which it asks first
   * @throws io.voxbus.dbc.SignalException if a signal cannot carry it
   */
  void ask(Grounded grounded, List<MessageState> under) {
    Map<String, ArgumentValue> arguments = grounded.call().arguments();
    ArgumentValue value = route.constant().isEmpty() ? arguments.get(route.argument()) : constant;
    if (value == null) {
      return;
    }
    if (!route.byPlace()) {
      ask(chosen(arguments), value, under);
      return;
    }
    List<Place> places = grounded.places();
    for (int i = 0; i < places.size(); i++) { // an iterator would be garbage
      ask(byPlace.getOrDefault(places.get(i), NOWHERE), value, under);
    }
  }

  private TargetPlan[] chosen(Map<String, ArgumentValue> arguments) {
    ArgumentValue deciding = arguments.get(route.targets().argument());
    return cases.getOrDefault(deciding == null ? "" : deciding.text(), NOWHERE);
  }

  private static void ask(TargetPlan[] targets, ArgumentValue value, List<MessageState> under) {
    for (TargetPlan target : targets) {
      if (target.message().quiet()) {
        under.add(target.message());
      }
      target.ask(value);
    }
  }
}
