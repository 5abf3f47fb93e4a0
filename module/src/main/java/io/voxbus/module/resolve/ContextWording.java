package io.voxbus.module.resolve;

import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The calls of the turn before as words, in the form in which the model met them in training: "set
 * temperature temperature 21 area driver , control window action vent".
 */
final class ContextWording {
  private ContextWording() {}

  static String of(List<Call> calls) {
    return calls.stream().map(ContextWording::of).collect(Collectors.joining(" , "));
  }

  private static String of(Call call) {
    StringBuilder words = new StringBuilder(call.function().name());
    for (Map.Entry<String, ArgumentValue> argument : call.arguments().entrySet()) {
      words.append(' ').append(argument.getKey()).append(' ').append(argument.getValue().text());
    }
    return words.toString().replace('_', ' ');
  }
}
