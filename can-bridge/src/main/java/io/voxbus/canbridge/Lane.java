package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Does the errands of one identifier one after the other. A frame repeats what was asked for in the
 * other signals of its message when its command was made, so the last frame of an older command
 * would undo what a newer one has begun.
 *
 * <p>Confined to one Vert.x context.
 */
final class Lane {
  /** A "stop" must not wait until a button is let go that is held for seconds. */
  private static final Duration TURN = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Deque<Errand> waiting = new ArrayDeque<>();
  private Optional<Errand> running = Optional.empty();
  private OptionalLong hurryTimer = OptionalLong.empty();

  Lane(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Does an errand after those before it. The one under way is hurried when another has waited for
   * it for half a second.
   *
   * @param patience an errand that could not begin in this time fails, and sends nothing
   */
  void add(Errand errand, Duration patience) {
    waiting.add(errand);
    if (running.isEmpty()) {
      begin();
    }
    if (waiting.contains(errand)) {
      vertx.setTimer(Math.max(1, patience.toMillis()), late -> giveUp(errand));
      hurryLater();
    }
  }

  /** Sends the last frame of what is under way at once. */
  void hurry() {
    running.ifPresent(Errand::hurry);
  }

  /**
   * Ends: what waits fails, what is under way is hurried.
   *
   * @param untilNanos how long a last frame may be tried, as {@link System#nanoTime} counts
   * @return completes when nothing is under way any more
   */
  Future<Void> finish(long untilNanos) {
    while (!waiting.isEmpty()) {
      waiting.remove().fail("the bridge ends");
    }
    Optional<Errand> last = running;
    last.ifPresent(errand -> errand.hurryUntil(untilNanos));
    return last.map(errand -> errand.done().otherwiseEmpty()).orElseGet(Future::succeededFuture);
  }

  private void begin() {
    running = Optional.ofNullable(waiting.poll());
    if (running.isPresent()) {
      Errand errand = running.get();
      errand.done().onComplete(ended -> next());
      errand.begin();
    }
  }

  private void next() {
    hurryTimer.ifPresent(vertx::cancelTimer);
    hurryTimer = OptionalLong.empty();
    begin();
    if (!waiting.isEmpty()) {
      hurryLater();
    }
  }

  private void hurryLater() {
    if (hurryTimer.isEmpty()) {
      hurryTimer = OptionalLong.of(vertx.setTimer(TURN.toMillis(), due -> hurryNow()));
    }
  }

  private void hurryNow() {
    hurryTimer = OptionalLong.empty();
    hurry();
  }

  private void giveUp(Errand errand) {
    if (waiting.remove(errand)) {
      errand.fail("the frame before it did not leave in time");
    }
  }
}
