package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.voxbus.proto.v1.CanBridgeCommand;

/** Tells whether the vehicle follows. */
@FunctionalInterface
public interface Feedback {
  /**
   * Watches from now on whether the vehicle does what a command asks for; called before its first
   * frame.
   *
   * @return completes when that is known; never fails
   */
  Future<Following> follow(CanBridgeCommand command);
}
