package io.voxbus.canbridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.can.FeedbackSignal;
import io.voxbus.module.can.FunctionFeedback;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares what the vehicle says of itself on the bus with what commands asked for.
 *
 * <p>Confined to one Vert.x context.
 */
final class FeedbackWatch implements Feedback {
  private final Vertx vertx;
  private final BridgeBoard board;
  private final List<Watch> watches = new ArrayList<>();

  /** What one command still waits for. */
  private static final class Watch {
    final Promise<Following> following = Promise.promise();
    final Map<Signal, FeedbackSignal> missing;
    final Map<Signal, String> last = new HashMap<>();

    Watch(Map<Signal, FeedbackSignal> missing) {
      this.missing = missing;
    }

    void take(FrameContents.Content content) {
      List<Signal> about =
          missing.entrySet().stream()
              .filter(each -> each.getValue().message().equals(content.message()))
              .map(Map.Entry::getKey)
              .toList();
      about.forEach(
          request ->
              content
                  .reading(missing.get(request).signal().name())
                  .ifPresent(reading -> take(request, reading)));
    }

    private void take(Signal request, SignalReading reading) {
      FeedbackSignal state = missing.get(request);
      if (state.follows(request.getValue(), request.getLabel(), reading)) {
        missing.remove(request);
      } else {
        last.put(request, reading.label().orElse(reading.physical().toPlainString()));
      }
    }

    String detail(int withinMs) {
      return missing.entrySet().stream()
          .map(
              each ->
                  "%s.%s %s after %d ms"
                      .formatted(
                          each.getValue().message().name(),
                          each.getValue().signal().name(),
                          Optional.ofNullable(last.get(each.getKey()))
                              .map(value -> "is " + value)
                              .orElse("was not heard"),
                          withinMs))
          .collect(Collectors.joining(", "));
    }
  }

  FeedbackWatch(Vertx vertx, BridgeBoard board) {
    this.vertx = vertx;
    this.board = board;
  }

  @Override
  public Future<Following> follow(CanBridgeCommand command) {
    FunctionFeedback feedback = board.feedback(command.getFunction());
    Map<Signal, FeedbackSignal> expected = expected(command, feedback);
    if (expected.isEmpty()) {
      return Future.succeededFuture(new Following.Unwatched());
    }
    Watch watch = new Watch(expected);
    watches.add(watch);
    vertx.setTimer(feedback.withinMs(), late -> giveUp(watch, feedback.withinMs()));
    return watch.following.future();
  }

  /** Takes a frame of the vehicle's. */
  void heard(Frame frame) {
    if (!watches.isEmpty()) {
      FrameContents.decode(board.dbc(), frame).ifPresent(this::compare);
    }
  }

  private void compare(FrameContents.Content content) {
    for (Watch watch : List.copyOf(watches)) {
      watch.take(content);
      if (watch.missing.isEmpty()) {
        watches.remove(watch);
        watch.following.complete(new Following.Confirmed());
      }
    }
  }

  private void giveUp(Watch watch, int withinMs) {
    if (watches.remove(watch)) {
      watch.following.complete(new Following.Missing(watch.detail(withinMs)));
    }
  }

  private static Map<Signal, FeedbackSignal> expected(
      CanBridgeCommand command, FunctionFeedback feedback) {
    Map<Signal, FeedbackSignal> expected = new HashMap<>();
    for (Signal signal : command.getSignalsList()) {
      FeedbackSignal state = feedback.signals().get(signal.getMessage() + "." + signal.getName());
      if (state != null) {
        expected.put(signal, state);
      }
    }
    return expected;
  }
}
