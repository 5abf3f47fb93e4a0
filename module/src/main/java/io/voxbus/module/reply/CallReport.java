package io.voxbus.module.reply;

import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.interlock.Verdict;
import io.voxbus.vehicle.Call;
import java.util.Map;

/** What became of one call. */
public sealed interface CallReport {

  /** The call, grounded where grounding came so far. */
  Call call();

  /**
   * Nothing was sent.
   *
   * @param call the call
   * @param rule which rule refused it
   * @param facts what a sentence about it needs, by name
   */
  record Refused(Call call, String rule, Map<String, String> facts) implements CallReport {
    /** Copies the facts. */
    public Refused {
      facts = Map.copyOf(facts);
    }
  }

  /**
   * Nothing was sent yet: the speaker is asked whether it shall be.
   *
   * @param call the call
   * @param rule which rule wants to know
   */
  record Asked(Call call, String rule) implements CallReport {}

  /**
   * Nothing was sent: while it waited for the broker, a later call took its place.
   *
   * @param call the call
   */
  record Superseded(Call call) implements CallReport {}

  /**
   * A command was sent.
   *
   * @param call the call
   * @param commandId the command's id
   * @param answer what the bridge said
   */
  record Sent(Call call, String commandId, BridgeAnswer answer) implements CallReport {}

  /** A call that the gate holds. */
  static CallReport held(Call call, Verdict.Held held) {
    return held instanceof Verdict.Asked
        ? new Asked(call, held.rule().id())
        : new Refused(call, held.rule().id(), Map.of());
  }
}
