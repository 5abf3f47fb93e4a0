package io.voxbus.hil.run;

import io.voxbus.canbridge.CandumpLine;
import io.voxbus.dbc.SignalReading;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import java.util.List;
import java.util.Optional;

/**
 * Something that a bench has seen.
 *
 * @param nanos when, by {@link System#nanoTime}
 * @param what was seen
 */
public record Seen(long nanos, What what) {

  /** What can be seen. */
  public sealed interface What {
    /** The command or transcript that it belongs to; empty when it names none. */
    String id();
  }

  /** A command on its way to the bridge. */
  public record Commanded(CanBridgeCommand command) implements What {
    @Override
    public String id() {
      return command.getId();
    }
  }

  /**
   * A frame on the bus.
   *
   * @param commandId the command that it belongs to
   * @param line with the time of day and the channel
   * @param message the DBC file's name of its message; empty when it has none
   * @param signals decoded
   * @param sound whether its end-to-end protection holds; empty where it has none
   */
  public record OnBus(
      String commandId,
      CandumpLine line,
      String message,
      List<SignalReading> signals,
      Optional<Boolean> sound)
      implements What {
    @Override
    public String id() {
      return commandId;
    }
  }

  /** An ack of the bridge. */
  public record Acked(CanBridgeAck ack) implements What {
    @Override
    public String id() {
      return ack.getCommandId();
    }
  }

  /** An answer to a transcript. */
  public record Answered(CommandResponse response) implements What {
    @Override
    public String id() {
      return response.getTranscriptId();
    }
  }
}
