package io.voxbus.module.reply;

import io.voxbus.module.bridge.WireArguments;
import io.voxbus.proto.v1.Choice;
import io.voxbus.proto.v1.ChoiceCall;
import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Optional;

/** Readings that a question offers, as the wire has them. */
final class Choices {
  private Choices() {}

  /**
   * A reading.
   *
   * @param calls what would be done
   * @param probability how likely it is, 0 to 1; empty where the model was not asked
   */
  static Choice of(List<Call> calls, Optional<Double> probability) {
    Choice.Builder choice =
        Choice.newBuilder().addAllCalls(calls.stream().map(Choices::call).toList());
    probability.ifPresent(choice::setProbability);
    return choice.build();
  }

  /** A call as it was understood. */
  static ChoiceCall call(Call call) {
    return ChoiceCall.newBuilder()
        .setFunction(call.function().name())
        .setToken(call.function().token())
        .addAllArguments(WireArguments.of(call))
        .build();
  }
}
