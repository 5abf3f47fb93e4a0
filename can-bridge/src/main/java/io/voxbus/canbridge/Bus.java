package io.voxbus.canbridge;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.module.can.FrameProtection;
import io.voxbus.module.can.MessageCycle;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends the frames of commands, each when it is due, and those of messages with a cycle again and
 * again. Frames of protected messages get the counter and the checksum that are next on this bus.
 * Nothing leaves but by the board's list of what may.
 */
final class Bus {
  private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(5);
  private static final long RELEASE_RETRY_MS = 20;

  private final Vertx vertx;
  private final BridgeBoard board;
  private final AllowedPort port;
  private final FrameProtection protection;
  private final CyclicFrames cyclic;
  private final Map<Long, Runnable> due = new ConcurrentHashMap<>();

  Bus(Vertx vertx, BridgeBoard board, CanPort port) {
    this.vertx = vertx;
    this.board = board;
    this.port = new AllowedPort(new AllowList(board.mapping()), port);
    this.protection = new FrameProtection(board.mapping());
    this.cyclic = new CyclicFrames(vertx, this::put);
  }

  /**
   * Sends a command's frames, each at its own delay from now, so that no delay adds to another. The
   * delays are measured by a clock that nobody sets.
   *
   * @return completes when all are on the bus; fails when the bus does not take one
   */
  Future<Void> send(CanBridgeCommand command) {
    List<Future<Void>> sent =
        command.getFramesList().stream().map(frame -> send(command.getId(), frame)).toList();
    return Future.all(sent).mapEmpty();
  }

  /**
   * Sends at once what is still due, so that no request stays pressed, and repeats nothing more.
   */
  void finish() {
    cyclic.stop();
    for (long timer : List.copyOf(due.keySet())) {
      vertx.cancelTimer(timer);
      run(timer);
    }
  }

  private Future<Void> send(String commandId, Frame frame) {
    if (frame.getDelayMs() == 0) {
      return first(commandId, frame);
    }
    Promise<Void> sent = Promise.promise();
    long until = System.nanoTime() + Duration.ofMillis(frame.getDelayMs()).toNanos();
    at(
        frame.getDelayMs(),
        () -> release(commandId, frame, until + RELEASE_PATIENCE.toNanos()).onComplete(sent));
    return sent.future();
  }

  private Future<Void> first(String commandId, Frame frame) {
    return put(commandId, frame).onSuccess(sent -> repeat(commandId, frame));
  }

  /** A request that is never put back to idle would go on and on, so this does not give up soon. */
  private Future<Void> release(String commandId, Frame frame, long untilNanos) {
    return first(commandId, frame)
        .recover(
            failure ->
                untilNanos - System.nanoTime() <= 0
                    ? Future.failedFuture(failure)
                    : releaseLater(commandId, frame, untilNanos));
  }

  private Future<Void> releaseLater(String commandId, Frame frame, long untilNanos) {
    Promise<Void> sent = Promise.promise();
    at(RELEASE_RETRY_MS, () -> release(commandId, frame, untilNanos).onComplete(sent));
    return sent.future();
  }

  private void at(long delayMs, Runnable action) {
    due.put(vertx.setTimer(delayMs, this::run), action);
  }

  private void run(long timer) {
    Optional.ofNullable(due.remove(timer)).ifPresent(Runnable::run);
  }

  private void repeat(String commandId, Frame frame) {
    message(frame)
        .ifPresent(
            message ->
                board.cycle(message).ifPresent(cycle -> repeat(commandId, frame, message, cycle)));
  }

  private void repeat(String commandId, Frame frame, DbcMessage message, MessageCycle cycle) {
    if (cycle.untilIdle() && board.idle(message, frame)) {
      cyclic.end(frame);
    } else {
      cyclic.repeat(commandId, frame, cycle.ms());
    }
  }

  private Future<Void> put(String commandId, Frame frame) {
    byte[] payload = frame.getData().toByteArray();
    message(frame)
        .filter(message -> message.length() == payload.length)
        .ifPresent(message -> protection.protect(message, payload));
    return port.send(commandId, frame.toBuilder().setData(ByteString.copyFrom(payload)).build());
  }

  private Optional<DbcMessage> message(Frame frame) {
    return board.dbc().message(frame.getCanId(), frame.getExtended());
  }
}
