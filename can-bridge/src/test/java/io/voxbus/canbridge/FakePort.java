package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxbus.proto.v1.Frame;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was sent, and when; or takes nothing, or nothing yet. */
final class FakePort implements CanPort {
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<Frame> tried = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Runnable> stalled = new ConcurrentLinkedQueue<>();
  private volatile Optional<String> broken = Optional.empty();
  private volatile Optional<String> afterOne = Optional.empty();
  private volatile Set<Integer> refused = Set.of();
  private volatile boolean stalls;

  /** A frame, and when it was sent. */
  record Sent(Frame frame, long atNanos) {}

  List<Sent> sent() {
    return sent;
  }

  /** All that were given to it, whether it took them or not. */
  List<Frame> tried() {
    return tried;
  }

  /** From now on nothing is taken. */
  void breakDown(String cause) {
    broken = Optional.of(cause);
  }

  /** Takes one more frame, and then nothing. */
  void breakDownAfterOne(String cause) {
    afterOne = Optional.of(cause);
  }

  /** Does not take the frames of these places among all that are given to it, from 0. */
  void refuse(Integer... places) {
    refused = Set.of(places);
  }

  /** From now on frames wait, as in an interface's full queue. */
  void stall() {
    stalls = true;
  }

  /** Takes those that wait; to be called on the bridge's context. */
  void flow() {
    stalls = false;
    while (!stalled.isEmpty()) {
      stalled.remove().run();
    }
  }

  /** From now on everything is taken. */
  void mend() {
    afterOne = Optional.empty();
    broken = Optional.empty();
  }

  @Override
  public Future<Void> send(String commandId, Frame frame) {
    int place = tried.size();
    tried.add(frame);
    if (stalls) {
      Promise<Void> later = Promise.promise();
      stalled.add(() -> take(frame, place).onComplete(later));
      return later.future();
    }
    return take(frame, place);
  }

  private Future<Void> take(Frame frame, int place) {
    if (refused.contains(place)) {
      return Future.failedFuture("refused");
    }
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
