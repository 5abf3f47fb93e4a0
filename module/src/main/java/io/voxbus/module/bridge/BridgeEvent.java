package io.voxbus.module.bridge;

/** What is counted about acks that lead nowhere. */
public enum BridgeEvent {
  /** For a command whose result was reported already. */
  ACK_LATE,
  /** For a command that this run did not send. */
  ACK_UNKNOWN,
  /** A state that the command had reached or passed before. */
  ACK_OUT_OF_ORDER,
  /** Not a {@code voxbus.v1.CanBridgeAck}, or one without a state. */
  ACK_UNREADABLE
}
