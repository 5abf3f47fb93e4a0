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
import java.util.stream.Collectors;

/**
 * Compares what the vehicle says of itself on the bus with what commands asked for.
 *
 * <p>Confined to one Vert.x context.
 */
public final class FeedbackWatch implements Feedback {
  private final Vertx vertx;
  private final BridgeBoard board;
  private final List<Watch> watches = new ArrayList<>();

  private record Expected(Signal request, FeedbackSignal state) {
    boolean followedBy(SignalReading reading) {
      return state.follows(request.getValue(), request.getLabel(), reading);
    }
  }

  /** What one command still waits for. */
  private static final class Watch {
    final Promise<Following> following = Promise.promise();
    final List<Expected> missing;
    final Map<Expected, String> last = new HashMap<>();

    Watch(List<Expected> missing) {
      this.missing = new ArrayList<>(missing);
    }

    void take(FrameContents.Content content) {
      missing.removeIf(
          expected ->
              expected.state().message().equals(content.message())
                  && content
                      .reading(expected.state().signal().name())
                      .filter(reading -> followed(expected, reading))
                      .isPresent());
    }

    private boolean followed(Expected expected, SignalReading reading) {
      last.put(expected, reading.label().orElse(reading.physical().toPlainString()));
      return expected.followedBy(reading);
    }

    String detail(int withinMs) {
      return missing.stream()
          .map(expected -> detail(expected) + " after " + withinMs + " ms")
          .collect(Collectors.joining(", "));
    }

    private String detail(Expected expected) {
      String name = expected.state().message().name() + "." + expected.state().signal().name();
      String said = last.getOrDefault(expected, "");
      return name + (said.isEmpty() ? " was not heard" : " is " + said);
    }
  }

  /** A watch that hears nothing yet. */
  public FeedbackWatch(Vertx vertx, BridgeBoard board) {
    this.vertx = vertx;
    this.board = board;
  }

  @Override
  public Future<Following> follow(CanBridgeCommand command) {
    FunctionFeedback feedback = board.feedback(command.getFunction());
    List<Expected> expected = expected(command, feedback);
    if (expected.isEmpty()) {
      return Future.succeededFuture(new Following.Unwatched());
    }
    Watch watch = new Watch(expected);
    watches.add(watch);
    vertx.setTimer(feedback.withinMs(), late -> giveUp(watch, feedback.withinMs()));
    return watch.following.future();
  }

  /** Takes a frame of the vehicle's. */
  public void heard(Frame frame) {
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

  private static List<Expected> expected(CanBridgeCommand command, FunctionFeedback feedback) {
    List<Expected> expected = new ArrayList<>();
    for (Signal signal : command.getSignalsList()) {
      FeedbackSignal state = feedback.signals().get(signal.getMessage() + "." + signal.getName());
      if (state != null) {
        expected.add(new Expected(signal, state));
      }
    }
    return expected;
  }
}
