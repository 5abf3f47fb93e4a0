package io.voxbus.hil.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;

/** The virtual bus: a frame counts as transmitted when the log has taken it. */
final class Bus {
  private final Vertx vertx;
  private final String channel;
  private final BusLog log;
  private final InstantSource clock;

  Bus(Vertx vertx, String channel, BusLog log, InstantSource clock) {
    this.vertx = vertx;
    this.channel = channel;
    this.log = log;
    this.clock = clock;
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
      return put(commandId, frame);
    }
    Promise<Void> sent = Promise.promise();
    vertx.setTimer(frame.getDelayMs(), due -> put(commandId, frame).onComplete(sent));
    return sent.future();
  }

  private Future<Void> put(String commandId, Frame frame) {
    try {
      log.sent(commandId, new CandumpLine(clock.instant(), channel, frame));
      return Future.succeededFuture();
    } catch (UncheckedIOException failure) {
      return Future.failedFuture(failure);
    }
  }
}
