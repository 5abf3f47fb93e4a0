package io.voxbus.canbridge;

import io.vertx.core.Vertx;
import io.voxbus.proto.v1.Frame;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Sends frames again and again, from the first time that a command needed their message. */
final class CyclicFrames {
  private final Vertx vertx;
  private final BiConsumer<String, Frame> out;
  private final Map<Identifier, Long> timers = new ConcurrentHashMap<>();
  private boolean stopped;

  /**
   * @param out sends a frame for a command; a frame that the bus does not take is passed over, as
   *     the next one comes soon
   */
  CyclicFrames(Vertx vertx, BiConsumer<String, Frame> out) {
    this.vertx = vertx;
    this.out = out;
  }

  /**
   * From now on this is what is repeated for its identifier, the first time in one cycle. Does
   * nothing once all was stopped.
   */
  void repeat(String commandId, Frame frame, int cycleMs) {
    if (stopped) {
      return;
    }
    long timer = vertx.setPeriodic(cycleMs, due -> out.accept(commandId, frame));
    Optional.ofNullable(timers.put(Identifier.of(frame), timer)).ifPresent(vertx::cancelTimer);
  }

  /** Repeats nothing more of a frame's identifier. */
  void end(Frame frame) {
    Optional.ofNullable(timers.remove(Identifier.of(frame))).ifPresent(vertx::cancelTimer);
  }

  /** Repeats nothing more, whatever is still sent. */
  void stop() {
    stopped = true;
    timers.values().forEach(vertx::cancelTimer);
    timers.clear();
  }
}
