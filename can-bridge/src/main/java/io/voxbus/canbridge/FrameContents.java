package io.voxbus.canbridge;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.SignalReading;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What frames say, by a DBC file. */
public final class FrameContents {
  /** A double carries fifteen digits of a value; half a step of the signal decides all others. */
  private static final double RELATIVE_TOLERANCE = 1e-9;

  private final List<Content> contents;

  /**
   * A frame's message and its signals.
   *
   * @param readings in the message's order
   */
  public record Content(DbcMessage message, List<SignalReading> readings) {
    /** What it says in one signal; empty when it does not have it. */
    Optional<SignalReading> reading(String signal) {
      return readings.stream().filter(each -> each.signal().name().equals(signal)).findFirst();
    }
  }

  /**
   * Decodes frames.
   *
   * @param frames those that the DBC file does not have are passed over
   */
  public FrameContents(Dbc dbc, List<Frame> frames) {
    List<Content> decoded = new ArrayList<>();
    frames.forEach(frame -> decode(dbc, frame).ifPresent(decoded::add));
    contents = List.copyOf(decoded);
  }

  /** What one frame says; empty when the DBC file does not have it. */
  public static Optional<Content> decode(Dbc dbc, Frame frame) {
    return dbc.message(frame.getCanId(), frame.getExtended())
        .map(
            message ->
                new Content(
                    message, new MessageCodec(message).decode(frame.getData().toByteArray())));
  }

  /**
   * The first signal of the command that no frame carries, or frame that carries none of its
   * signals, in words.
   */
  Optional<String> contradiction(CanBridgeCommand command) {
    return command.getSignalsList().stream()
        .filter(signal -> contents.stream().noneMatch(content -> carries(content, signal)))
        .findFirst()
        .map(
            signal ->
                "no frame carries %s.%s = %s"
                    .formatted(signal.getMessage(), signal.getName(), signal.getValue()))
        .or(() -> uncalledFor(command));
  }

  private Optional<String> uncalledFor(CanBridgeCommand command) {
    return contents.stream()
        .map(content -> content.message().name())
        .filter(
            name ->
                command.getSignalsList().stream()
                    .noneMatch(signal -> signal.getMessage().equals(name)))
        .findFirst()
        .map(name -> "no signal is named for the frame of " + name);
  }

  private static boolean carries(Content content, Signal signal) {
    return content.message().name().equals(signal.getMessage())
        && content.reading(signal.getName()).filter(reading -> says(reading, signal)).isPresent();
  }

  private static boolean says(SignalReading reading, Signal signal) {
    double physical = reading.physical().doubleValue();
    double halfStep = Math.abs(reading.signal().factor().doubleValue()) / 2;
    double tolerance = Math.min(halfStep, Math.abs(physical) * RELATIVE_TOLERANCE + 1e-12);
    return Math.abs(physical - signal.getValue()) <= tolerance;
  }
}
