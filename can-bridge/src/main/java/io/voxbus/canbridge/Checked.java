package io.voxbus.canbridge;

import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CanBridgeCommand;

/** What the bridge thinks of a command. */
sealed interface Checked {
  /** It may be carried out. */
  record Sound(CanBridgeCommand command) implements Checked {}

  /**
   * It may not.
   *
   * @param reason what is said to the service
   * @param detail for its log; names the place that is wrong
   */
  record Unsound(AckReason reason, String detail) implements Checked {}
}
