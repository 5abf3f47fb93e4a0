package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.voxbus.proto.v1.Frame;

/** The last gate before the bus: whatever went wrong before it, only what is allowed passes. */
final class AllowedPort implements CanPort {
  private final AllowList allowed;
  private final CanPort port;

  AllowedPort(AllowList allowed, CanPort port) {
    this.allowed = allowed;
    this.port = port;
  }

  @Override
  public Future<Void> send(String commandId, Frame frame) {
    return allowed.admits(frame)
        ? port.send(commandId, frame)
        : Future.failedFuture(
            "frame 0x%X is not on the list of what may leave".formatted(frame.getCanId()));
  }

  @Override
  public void close() {
    port.close();
  }
}
