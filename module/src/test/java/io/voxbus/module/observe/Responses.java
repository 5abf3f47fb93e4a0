package io.voxbus.module.observe;

import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Timings;

/** Answers to transcripts. */
final class Responses {
  static final CommandResponse EMPTY =
      CommandResponse.newBuilder().setTranscriptId("e").setOutcome(Outcome.OUTCOME_EMPTY).build();

  /** One call was carried out, after 1.5 + 3 + 0.2 + 20 ms. */
  static final CommandResponse DONE =
      CommandResponse.newBuilder()
          .setTranscriptId("d")
          .setOutcome(Outcome.OUTCOME_DONE)
          .setConfidence(0.9)
          .addResults(result(CallState.CALL_TRANSMITTED, "").toBuilder().setCommandId("d/0"))
          .setTimings(
              Timings.newBuilder()
                  .setWaitUs(1_500)
                  .setResolveUs(3_000)
                  .setPrepareUs(200)
                  .setBridgeUs(20_000))
          .build();

  private Responses() {}

  static CallResult result(CallState state, String rule) {
    return CallResult.newBuilder().setFunction("set_mute").setState(state).setRule(rule).build();
  }

  static CommandResponse held(CallState state, String rule) {
    return CommandResponse.newBuilder()
        .setOutcome(Outcome.OUTCOME_FAILED)
        .addResults(result(state, rule))
        .build();
  }
}
