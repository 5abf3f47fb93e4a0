package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the frames of commands, each when it is due. Of each identifier one command's frames are
 * sent at a time; different identifiers do not wait for each other.
 *
 * <p>Confined to one Vert.x context.
 */
final class Bus {
  /** Less than a bridge waits at its end, so that what did not leave is known by then. */
  private static final Duration LAST_PATIENCE = Duration.ofMillis(400);

  private static final String ENDS = "the bridge ends";

  private final Vertx vertx;
  private final BridgeBoard board;
  private final Transmitter out;
  private final Map<Identifier, Lane> lanes = new HashMap<>();
  private boolean finished;

  /**
   * How a command is being sent.
   *
   * @param begun completes right before its first frame is sent; never when none is
   * @param sent completes when all frames are on the bus; fails, once nothing more is sent, when
   *     the bus did not take one
   */
  record Sending(Future<Void> begun, Future<Void> sent) {}

  Bus(Vertx vertx, BridgeBoard board, CanPort port) {
    this.vertx = vertx;
    this.board = board;
    this.out = new Transmitter(vertx, board, port);
  }

  /**
   * Sends a command's frames, or none after {@link #finish}.
   *
   * @param patience how long they may wait for those of commands before it
   */
  Sending send(CanBridgeCommand command, Duration patience) {
    if (finished) {
      return new Sending(Future.failedFuture(ENDS), Future.failedFuture(ENDS));
    }
    Map<Identifier, Errand> errands = new LinkedHashMap<>();
    Identifier.grouped(command.getFramesList())
        .forEach(
            (identifier, frames) ->
                errands.put(identifier, new Errand(vertx, out, command.getId(), frames)));
    Sending sending = sending(errands.values());
    errands.forEach((identifier, errand) -> lane(identifier).add(errand, patience));
    return sending;
  }

  /**
   * The last frame of each identifier of a command: with its data where it puts the request back to
   * idle, without where nothing is to be put back.
   */
  List<Frame> ends(CanBridgeCommand command) {
    return Identifier.grouped(command.getFramesList()).values().stream().map(this::end).toList();
  }

  /**
   * Puts a request back that an earlier bridge was ended within.
   *
   * @param commandId the command that asked for it
   * @param frame the last one of its identifier, as {@link #ends} gives it
   * @return completes when it is; fails when the bus did not take it for seconds
   */
  Future<Void> putBack(String commandId, Frame frame) {
    Errand errand = new Errand(vertx, out, commandId, List.of(frame));
    Lane lane = lane(Identifier.of(frame));
    lane.add(errand, Duration.ZERO); // Nothing is under way before it.
    lane.hurry();
    return errand.done();
  }

  /**
   * Takes no command any more, repeats nothing more, and puts back at once what is still to be put
   * back, so that no request stays pressed. Commands that wait for their turn fail.
   *
   * @return completes when no frame is under way any more
   */
  Future<Void> finish() {
    finished = true;
    out.stopRepeating();
    long untilNanos = System.nanoTime() + LAST_PATIENCE.toNanos();
    return Future.join(lanes.values().stream().map(lane -> lane.finish(untilNanos)).toList())
        .mapEmpty();
  }

  private static Sending sending(Collection<Errand> errands) {
    return new Sending(
        Future.any(errands.stream().map(Errand::begun).toList()).mapEmpty(),
        Future.join(errands.stream().map(Errand::done).toList()).mapEmpty());
  }

  private Lane lane(Identifier identifier) {
    return lanes.computeIfAbsent(identifier, first -> new Lane(vertx));
  }

  private Frame end(List<Frame> frames) {
    Frame first = frames.get(0);
    Frame last = frames.get(frames.size() - 1);
    return last.getDelayMs() > 0 && !board.alike(first, last)
        ? last
        : last.toBuilder().clearData().build();
  }
}
