package io.voxbus.module.bridge;

import io.voxbus.module.can.CanFrame;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.can.SignalValue;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import io.voxbus.vehicle.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Writes encoded commands as messages for the bridge, and numbers them. */
public final class CommandMessages {
  private final String catalogueHash;
  private final String board;
  private final Duration timeToLive;
  private final InstantSource clock;
  private final String run = UUID.randomUUID().toString();
  private long sequence;

  /**
   * A writer that begins with sequence number 1.
   *
   * @param catalogueHash content hash of the catalogue, 64 hexadecimal digits
   * @param board the board's name
   * @param timeToLive after how long a command expires, positive
   * @param clock the time of day
   */
  public CommandMessages(
      String catalogueHash, String board, Duration timeToLive, InstantSource clock) {
    this.catalogueHash = catalogueHash;
    this.board = board;
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  /**
   * The message for one command, issued now: each time that it is published it lives anew.
   *
   * @param transcriptId the transcript that led to it
   * @param place the call's place in the transcript, from 0
   * @param command the command
   */
  public CanBridgeCommand write(String transcriptId, int place, EncodedCommand command) {
    Call call = command.call();
    long now = clock.millis();
    sequence++;
    return CanBridgeCommand.newBuilder()
        .setId(id(transcriptId, place))
        .setSequence(sequence)
        .setRun(run)
        .setTranscriptId(transcriptId)
        .setFunction(call.function().name())
        .setToken(call.function().token())
        .addAllArguments(WireArguments.of(call))
        .addAllSignals(command.signals().stream().map(CommandMessages::signal).toList())
        .addAllFrames(command.frames().stream().map(CommandMessages::frame).toList())
        .setCatalogueHash(catalogueHash)
        .setBoard(board)
        .setIssuedAtMs(now)
        .setExpiresAtMs(now + timeToLive.toMillis())
        .build();
  }

  /**
   * The id of a command: the same each time that it goes out, and in each life of the service.
   *
   * @param transcriptId the transcript that led to it
   * @param place the call's place in the transcript, from 0
   */
  public static String id(String transcriptId, int place) {
    return transcriptId + "/" + place;
  }

  private static Signal signal(SignalValue signal) {
    return Signal.newBuilder()
        .setMessage(signal.message())
        .setName(signal.name())
        .setValue(signal.value())
        .setLabel(signal.label())
        .setUnit(signal.unit())
        .build();
  }

  private static Frame frame(CanFrame frame) {
    return Frame.newBuilder()
        .setCanId(frame.id())
        .setExtended(frame.extended())
        .setData(frame.data())
        .setFd(frame.fd())
        .setDelayMs(frame.delayMs())
        .build();
  }
}
