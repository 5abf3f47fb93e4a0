package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.module.can.MessageCycle;
import io.voxbus.proto.v1.Frame;

/**
 * Puts frames on the bus, and those of messages with a cycle again and again. Frames of protected
 * messages get their counter and checksum. Nothing leaves but by the board's list of what may.
 */
final class Transmitter {
  private final BridgeBoard board;
  private final CanPort port;
  private final CyclicFrames cyclic;

  Transmitter(Vertx vertx, BridgeBoard board, CanPort port) {
    this.board = board;
    this.port =
        new ProtectedPort(board.mapping(), new AllowedPort(new AllowList(board.mapping()), port));
    this.cyclic = new CyclicFrames(vertx, this::put);
  }

  /** Puts a frame on the bus once. */
  Future<Void> put(String commandId, Frame frame) {
    return port.send(commandId, frame);
  }

  /**
   * From now on this is what its message asks for: it is repeated, if its message is, or ends the
   * repetition.
   */
  void repeat(String commandId, Frame frame) {
    board
        .dbc()
        .message(frame.getCanId(), frame.getExtended())
        .ifPresent(
            message ->
                board.cycle(message).ifPresent(cycle -> repeat(commandId, frame, message, cycle)));
  }

  /** Repeats nothing from now on. */
  void stopRepeating() {
    cyclic.stop();
  }

  private void repeat(String commandId, Frame frame, DbcMessage message, MessageCycle cycle) {
    if (cycle.untilIdle() && board.idle(message, frame)) {
      cyclic.end(frame);
    } else {
      cyclic.repeat(commandId, frame, cycle.ms());
    }
  }
}
