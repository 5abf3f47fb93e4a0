package io.voxbus.module.bridge;

import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;

/**
 * How far the bridge said that a command got.
 *
 * @param state the furthest state; {@link AckState#ACK_UNSPECIFIED} when the bridge did not answer
 * @param reason why it was rejected; {@link AckReason#REASON_UNSPECIFIED} for every other state
 */
public record BridgeAnswer(AckState state, AckReason reason) {
  /** The bridge said nothing. */
  public static final BridgeAnswer NONE =
      new BridgeAnswer(AckState.ACK_UNSPECIFIED, AckReason.REASON_UNSPECIFIED);
}
