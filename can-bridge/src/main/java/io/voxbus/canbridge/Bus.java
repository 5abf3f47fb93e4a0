package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.util.List;

/** Sends the frames of commands, each when it is due. */
final class Bus {
  private final Vertx vertx;
  private final CanPort port;

  Bus(Vertx vertx, CanPort port) {
    this.vertx = vertx;
    this.port = port;
  }

  /**
   * Sends a command's frames, each at its own delay from now, so that no delay adds to another.
   *
   * @return completes when all are on the bus; fails when the bus does not take one
   */
  Future<Void> send(CanBridgeCommand command) {
    List<Future<Void>> sent =
        command.getFramesList().stream().map(frame -> send(command.getId(), frame)).toList();
    return Future.all(sent).mapEmpty();
  }

  private Future<Void> send(String commandId, Frame frame) {
    if (frame.getDelayMs() == 0) {
      return port.send(commandId, frame);
    }
    Promise<Void> sent = Promise.promise();
    vertx.setTimer(frame.getDelayMs(), due -> port.send(commandId, frame).onComplete(sent));
    return sent.future();
  }
}
