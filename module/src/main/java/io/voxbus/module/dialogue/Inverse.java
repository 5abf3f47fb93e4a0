package io.voxbus.module.dialogue;

import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Word;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Opposites;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The call that puts back what another call did. */
final class Inverse {
  /** Arguments that say what becomes of the thing, with their values' opposites. */
  private static final List<String> DEEDS = List.of("direction", "state", "action", "gap");

  private Inverse() {}

  /**
   * What puts a call back.
   *
   * @param call the grounded call
   * @param before the call that set the same thing before; empty when nobody told
   * @return the call to be carried out; empty when nobody knows what was before, or it cannot be
   *     put back
   */
  static Optional<Call> of(Call call, Optional<Call> before) {
    boolean byAmount = call.argument("direction").isPresent();
    return before.filter(earlier -> !byAmount && !earlier.equals(call)).or(() -> opposite(call));
  }

  private static Optional<Call> opposite(Call call) {
    for (String deed : DEEDS) {
      Optional<String> opposite =
          call.argument(deed).map(ArgumentValue::text).flatMap(Opposites::of);
      if (opposite.isPresent() && allows(call, deed, opposite.get())) {
        Map<String, ArgumentValue> arguments = new LinkedHashMap<>(call.arguments());
        arguments.remove("position");
        arguments.put(deed, new Word(opposite.get()));
        return Optional.of(Call.of(call.function(), arguments));
      }
    }
    return Optional.empty();
  }

  private static boolean allows(Call call, String argument, String word) {
    return call.function()
        .find(argument)
        .filter(spec -> spec.type().words().contains(word))
        .isPresent();
  }
}
