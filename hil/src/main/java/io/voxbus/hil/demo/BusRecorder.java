package io.voxbus.hil.demo;

import io.voxbus.canbridge.BusLog;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.canbridge.FrameContents;
import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.SignalReading;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what was sent on the virtual bus until it is asked for. */
final class BusRecorder implements BusLog {
  private final Dbc dbc;
  private final Map<String, List<SentFrame>> frames = new ConcurrentHashMap<>();

  /**
   * A frame as it was sent.
   *
   * @param line as candump writes it
   * @param message the message's name in the DBC file
   * @param signals decoded from the payload
   */
  record SentFrame(CandumpLine line, String message, List<SignalReading> signals) {
    /**
     * The same frame with only the signals that a command names: a frame may carry many idle ones.
     */
    private SentFrame about(CanBridgeCommand command) {
      return new SentFrame(
          line, message, signals.stream().filter(each -> names(command, each)).toList());
    }

    private boolean names(CanBridgeCommand command, SignalReading reading) {
      return command.getSignalsList().stream()
          .anyMatch(
              signal ->
                  signal.getMessage().equals(message)
                      && signal.getName().equals(reading.signal().name()));
    }
  }

  BusRecorder(Dbc dbc) {
    this.dbc = dbc;
  }

  @Override
  public void sent(String commandId, CandumpLine line) {
    FrameContents.decode(dbc, line.frame())
        .ifPresent(
            content ->
                frames.merge(
                    commandId,
                    List.of(new SentFrame(line, content.message().name(), content.readings())),
                    BusRecorder::joined));
  }

  /**
   * The frames of each of an answer's calls, in the calls' order, each with the signals that its
   * command names; they are then forgotten.
   */
  List<List<SentFrame>> take(Driver.Answer answer) {
    return answer.response().getResultsList().stream()
        .map(result -> take(result.getCommandId(), answer.commands()))
        .toList();
  }

  private List<SentFrame> take(String commandId, Map<String, CanBridgeCommand> commands) {
    List<SentFrame> sent = frames.remove(commandId);
    CanBridgeCommand command = commands.get(commandId);
    return sent == null || command == null
        ? List.of()
        : sent.stream().map(frame -> frame.about(command)).toList();
  }

  private static List<SentFrame> joined(List<SentFrame> before, List<SentFrame> more) {
    List<SentFrame> all = new ArrayList<>(before);
    all.addAll(more);
    return List.copyOf(all);
  }
}
