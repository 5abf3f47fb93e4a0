package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Keeps frames in order while the interface's queue is full, for a short time: a frame that waits
 * longer than a driver would notice is better not sent.
 *
 * <p>Confined to one Vert.x context.
 */
final class SendQueue {
  /** About 200 frames pass in this time at 250 kbit/s, more than an interface's queue holds. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final int MOST_WAITING = 1_000;

  private final Vertx vertx;
  private final FrameWriter writer;
  private final Consumer<IOException> lost;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private record Waiting(Frame frame, Promise<Void> sent, long untilNanos) {}

  /**
   * @param lost is told when the writer takes no more
   */
  SendQueue(Vertx vertx, FrameWriter writer, Consumer<IOException> lost) {
    this.vertx = vertx;
    this.writer = writer;
    this.lost = lost;
  }

  /**
   * Sends a frame after those before it.
   *
   * @return completes when the kernel has it; fails when its queue stayed full, or it takes none
   */
  Future<Void> send(Frame frame) {
    if (waiting.size() >= MOST_WAITING) {
      return Future.failedFuture("%d frames are waiting already".formatted(MOST_WAITING));
    }
    Waiting next = new Waiting(frame, Promise.promise(), System.nanoTime() + PATIENCE.toNanos());
    waiting.add(next);
    if (waiting.size() == 1) {
      drain();
    }
    return next.sent().future();
  }

  /** Gives up all that wait. */
  void fail(String cause) {
    while (!waiting.isEmpty()) {
      waiting.remove().sent().fail(cause);
    }
  }

  private void drain() {
    try {
      while (!waiting.isEmpty() && writer.write(waiting.element().frame())) {
        waiting.remove().sent().complete();
      }
    } catch (IOException failure) {
      lost.accept(failure);
      fail(String.valueOf(failure.getMessage()));
    }
    while (!waiting.isEmpty() && waiting.element().untilNanos() - System.nanoTime() <= 0) {
      waiting
          .remove()
          .sent()
          .fail("the queue of frames stayed full for " + PATIENCE.toMillis() + " ms");
    }
    if (!waiting.isEmpty()) {
      vertx.setTimer(1, again -> drain());
    }
  }
}
