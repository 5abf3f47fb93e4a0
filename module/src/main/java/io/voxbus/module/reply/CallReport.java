package io.voxbus.module.reply;

import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.vehicle.Call;

/** What became of one call. */
public sealed interface CallReport {

  /** The call, grounded where grounding came so far. */
  Call call();

  /**
   * Nothing was sent.
   *
   * @param call the call
   * @param rule which rule refused it
   * @param reason the reason as a sentence for the driver
   */
  record Refused(Call call, String rule, String reason) implements CallReport {}

  /**
   * A command was sent.
   *
   * @param call the call
   * @param commandId the command's id
   * @param answer what the bridge said
   */
  record Sent(Call call, String commandId, BridgeAnswer answer) implements CallReport {}
}
