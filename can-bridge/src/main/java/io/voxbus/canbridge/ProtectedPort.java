package io.voxbus.canbridge;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.Protection;
import io.voxbus.proto.v1.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the counter and the checksum that are next on this bus into frames of protected messages.
 * A receiver takes a gap in the counter for a loss, so a frame that did not leave is not counted.
 */
final class ProtectedPort implements CanPort {
  private final BoardMapping mapping;
  private final CanPort port;
  private final Map<String, Counter> counters = new HashMap<>();

  /** One message's. */
  private static final class Counter {
    private final int modulo;
    private int given;
    private int left;
    private int pending;

    /** The first count is 0. */
    Counter(int modulo) {
      this.modulo = modulo;
      given = modulo - 1;
      left = given;
    }

    int next() {
      pending++;
      given = (given + 1) % modulo;
      return given;
    }

    /** While another frame is on its way nothing is taken back: it bears its count already. */
    void settled(int count, boolean taken) {
      pending--;
      left = taken ? count : left;
      given = pending == 0 ? left : given;
    }
  }

  ProtectedPort(BoardMapping mapping, CanPort port) {
    this.mapping = mapping;
    this.port = port;
  }

  @Override
  public Future<Void> send(String commandId, Frame frame) {
    Optional<DbcMessage> message =
        mapping
            .dbc()
            .message(frame.getCanId(), frame.getExtended())
            .filter(found -> found.length() == frame.getData().size());
    Optional<Protection> protection = message.flatMap(this::protection);
    return message.isPresent() && protection.isPresent()
        ? send(commandId, frame, message.get().name(), protection.get())
        : port.send(commandId, frame);
  }

  @Override
  public void close() {
    port.close();
  }

  private Future<Void> send(String commandId, Frame frame, String name, Protection protection) {
    Counter counter = counters.computeIfAbsent(name, first -> new Counter(protection.modulo()));
    int count = counter.next();
    byte[] payload = frame.getData().toByteArray();
    protection.protect(payload, count);
    return port.send(commandId, frame.toBuilder().setData(ByteString.copyFrom(payload)).build())
        .onComplete(sent -> counter.settled(count, sent.succeeded()));
  }

  private Optional<Protection> protection(DbcMessage message) {
    return Optional.ofNullable(mapping.protections().get(message.name()));
  }
}
