package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.voxbus.proto.v1.Frame;

/** Where frames leave. All methods are called on the bridge's own Vert.x context. */
public interface CanPort {
  /**
   * Puts a frame on the bus, after those that were given before.
   *
   * @param commandId the command that it belongs to
   * @param frame its delay has passed
   * @return completes when the bus has taken it; fails with a message for a log when it did not
   */
  Future<Void> send(String commandId, Frame frame);

  /** Takes no more frames. */
  void close();
}
