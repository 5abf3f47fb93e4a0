package io.voxbus.module.bridge;

/** What is counted about messages that lead nowhere. */
public enum BridgeEvent {
  /** A message larger than can be read. */
  OVERSIZED,
  /** For a command whose result was reported already. */
  ACK_LATE,
  /** For a command that this run did not send. */
  ACK_UNKNOWN,
  /** A state that the command had reached or passed before. */
  ACK_OUT_OF_ORDER,
  /** Not a {@code voxbus.v1.CanBridgeAck}, or one without a state. */
  ACK_UNREADABLE
}
