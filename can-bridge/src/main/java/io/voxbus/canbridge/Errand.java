package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The frames of one identifier in one command, on their way. Delays count from when the first left,
 * so that a pulse is as long as it should be however long its request waited in the interface's
 * queue, and are measured by a clock that nobody sets.
 *
 * <p>Confined to one Vert.x context.
 */
final class Errand {
  /** A request that is never put back to idle would go on and on, so this does not give up soon. */
  private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(5);

  private static final long RELEASE_RETRY_MS = 20;

  private final Vertx vertx;
  private final Transmitter out;
  private final String commandId;
  private final List<Frame> frames;
  private final Promise<Void> begun = Promise.promise();
  private final Promise<Void> done = Promise.promise();
  private Optional<Throwable> passedOver = Optional.empty();
  private OptionalLong timer = OptionalLong.empty();
  private OptionalLong latestNanos = OptionalLong.empty();
  private int next;
  private long startNanos;
  private boolean hurried;

  /**
   * @param frames of one identifier, at least one, in the order of their delays
   */
  Errand(Vertx vertx, Transmitter out, String commandId, List<Frame> frames) {
    this.vertx = vertx;
    this.out = out;
    this.commandId = commandId;
    this.frames = List.copyOf(frames);
  }

  /** Completes right before the first frame is sent; never when it is not. */
  Future<Void> begun() {
    return begun.future();
  }

  /** Completes when all frames are on the bus; fails, once nothing more is sent, if one is not. */
  Future<Void> done() {
    return done.future();
  }

  /** Sends the first frame, and the others when they are due. */
  void begin() {
    begun.complete();
    startNanos = System.nanoTime();
    if (frames.get(0).getDelayMs() > 0) {
      goOn();
    } else {
      out.put(commandId, frames.get(0)).onSuccess(left -> firstLeft()).onFailure(done::fail);
    }
  }

  /** Does not begin at all. */
  void fail(String cause) {
    done.fail(cause);
  }

  /** Sends the last frame at once, or as soon as the first has left. */
  void hurry() {
    hurried = true;
    if (timer.isPresent()) {
      vertx.cancelTimer(timer.getAsLong());
      timer = OptionalLong.empty();
      goOn();
    }
  }

  /**
   * The same, and gives up soon.
   *
   * @param untilNanos how long the last frame may be tried, as {@link System#nanoTime} counts
   */
  void hurryUntil(long untilNanos) {
    latestNanos = OptionalLong.of(untilNanos);
    hurry();
  }

  private void firstLeft() {
    startNanos = System.nanoTime();
    out.repeat(commandId, frames.get(0));
    next = 1;
    goOn();
  }

  private void goOn() {
    if (next == frames.size()) {
      passedOver.ifPresentOrElse(done::fail, done::complete);
      return;
    }
    next = hurried ? frames.size() - 1 : next;
    long waitMs = hurried ? 0 : dueInMs(frames.get(next));
    if (waitMs > 0) {
      timer = OptionalLong.of(vertx.setTimer(waitMs, due -> sendAfterWaiting()));
    } else {
      send(frames.get(next));
    }
  }

  /** Rounded up, as a pulse may be a little too long and not too short. */
  private long dueInMs(Frame frame) {
    long passed = System.nanoTime() - startNanos;
    return Duration.ofMillis(frame.getDelayMs()).minusNanos(passed).plusNanos(999_999).toMillis();
  }

  private void sendAfterWaiting() {
    timer = OptionalLong.empty();
    send(frames.get(next));
  }

  private void send(Frame frame) {
    next++;
    if (next == frames.size() && frame.getDelayMs() > 0) {
      out.repeat(commandId, frame);
      release(frame, System.nanoTime() + RELEASE_PATIENCE.toNanos());
      return;
    }
    out.put(commandId, frame)
        .onSuccess(left -> out.repeat(commandId, frame))
        .onFailure(failure -> passedOver = Optional.of(failure))
        .onComplete(over -> goOn());
  }

  private void release(Frame frame, long untilNanos) {
    out.put(commandId, frame)
        .onSuccess(left -> goOn())
        .onFailure(failure -> releaseAgain(frame, untilNanos, failure));
  }

  private void releaseAgain(Frame frame, long untilNanos, Throwable failure) {
    if (isOver(untilNanos) || isOver(latestNanos.orElse(untilNanos))) {
      done.fail(failure);
    } else {
      vertx.setTimer(RELEASE_RETRY_MS, again -> release(frame, untilNanos));
    }
  }

  private static boolean isOver(long nanos) {
    return nanos - System.nanoTime() <= 0;
  }
}
