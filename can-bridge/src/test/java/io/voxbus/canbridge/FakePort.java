package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.voxbus.proto.v1.Frame;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was sent, and when; or takes nothing. */
final class FakePort implements CanPort {
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private volatile Optional<String> broken = Optional.empty();
  private volatile Optional<String> afterOne = Optional.empty();

  /** A frame, and when it was sent. */
  record Sent(Frame frame, long atNanos) {}

  List<Sent> sent() {
    return sent;
  }

  /** From now on nothing is taken. */
  void breakDown(String cause) {
    broken = Optional.of(cause);
  }

  /** Takes one more frame, and then nothing. */
  void breakDownAfterOne(String cause) {
    afterOne = Optional.of(cause);
  }

  /** From now on everything is taken. */
  void mend() {
    afterOne = Optional.empty();
    broken = Optional.empty();
  }

  @Override
  public Future<Void> send(String commandId, Frame frame) {
    if (broken.isPresent()) {
      return Future.failedFuture(broken.get());
    }
    sent.add(new Sent(frame, System.nanoTime()));
    afterOne.ifPresent(this::breakDown);
    return Future.succeededFuture();
  }

  @Override
  public void close() {
    breakDown("closed");
  }
}
