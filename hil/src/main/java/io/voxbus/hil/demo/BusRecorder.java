package io.voxbus.hil.demo;

import io.voxbus.hil.bridge.BusLog;
import io.voxbus.hil.bridge.CandumpLine;
import io.voxbus.hil.bridge.FrameContents;
import io.voxbus.module.can.Dbc;
import io.voxbus.module.can.SignalReading;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
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
  record SentFrame(CandumpLine line, String message, List<SignalReading> signals) {}

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

  /** The frames of each of a response's calls, in the calls' order; they are then forgotten. */
  List<List<SentFrame>> take(CommandResponse response) {
    return response.getResultsList().stream().map(this::take).toList();
  }

  private List<SentFrame> take(CallResult result) {
    List<SentFrame> sent = frames.remove(result.getCommandId());
    return sent == null ? List.of() : sent;
  }

  private static List<SentFrame> joined(List<SentFrame> before, List<SentFrame> more) {
    List<SentFrame> all = new ArrayList<>(before);
    all.addAll(more);
    return List.copyOf(all);
  }
}
