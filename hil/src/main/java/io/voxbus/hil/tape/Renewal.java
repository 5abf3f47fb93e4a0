package io.voxbus.hil.tape;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.Transcript;
import io.voxbus.proto.v1.VehicleState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes messages of a recording such that a device takes them now: their times are as long ago as
 * they were then, and transcripts have ids and sessions of their own.
 *
 * @param started the time of day at which the recording began
 * @param prefix what is put before ids
 */
record Renewal(Instant started, String prefix) {
  private static final String JSON = "/json";

  /** Whether it is something that is said to a device, rather than said by one. */
  static boolean isInput(Entry entry) {
    return isTranscript(entry) || entry.topic().startsWith("vehicle-state");
  }

  static boolean isTranscript(Entry entry) {
    return entry.topic().startsWith("transcript");
  }

  /** The id that a transcript will have; empty for what is none. */
  Optional<String> id(Entry entry) {
    return isTranscript(entry)
        ? transcript(entry).map(transcript -> prefix + transcript.getId())
        : Optional.empty();
  }

  /**
   * What is published in place of an entry; what cannot be read is published as it is.
   *
   * @param nowMs the time of day, in milliseconds since 1970
   */
  ByteString renewed(Entry entry, long nowMs) {
    long shift = nowMs - started.toEpochMilli() - entry.nanos() / 1_000_000;
    Optional<? extends Message> message =
        isTranscript(entry)
            ? transcript(entry).map(transcript -> renewed(transcript, shift))
            : state(entry).map(state -> renewed(state, shift));
    return message.map(each -> written(each, entry)).orElse(entry.payload());
  }

  private Transcript renewed(Transcript old, long shift) {
    Transcript.Builder transcript = old.toBuilder().setId(prefix + old.getId());
    if (!old.getSession().isEmpty()) {
      transcript.setSession(prefix + old.getSession());
    }
    if (old.getSpokenAtMs() != 0) {
      transcript.setSpokenAtMs(old.getSpokenAtMs() + shift);
    }
    return transcript.build();
  }

  private static VehicleState renewed(VehicleState old, long shift) {
    VehicleState.Builder state = old.toBuilder();
    for (StateSignal.Builder signal : state.getSignalsBuilderList()) {
      if (signal.getAtMs() != 0) {
        signal.setAtMs(signal.getAtMs() + shift);
      }
    }
    return state.build();
  }

  private static Optional<Transcript> transcript(Entry entry) {
    return read(entry, Transcript.newBuilder())
        .map(Transcript.class::cast)
        .filter(transcript -> !transcript.getId().isEmpty());
  }

  private static Optional<VehicleState> state(Entry entry) {
    return read(entry, VehicleState.newBuilder()).map(VehicleState.class::cast);
  }

  private static Optional<Message> read(Entry entry, Message.Builder builder) {
    try {
      if (entry.topic().endsWith(JSON)) {
        JsonFormat.parser().merge(entry.payload().toStringUtf8(), builder);
      } else {
        builder.mergeFrom(entry.payload());
      }
      return Optional.of(builder.build());
    } catch (InvalidProtocolBufferException unreadable) {
      return Optional.empty();
    }
  }

  private static ByteString written(Message message, Entry entry) {
    try {
      return entry.topic().endsWith(JSON)
          ? ByteString.copyFrom(JsonFormat.printer().print(message), StandardCharsets.UTF_8)
          : message.toByteString();
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("what was read can be written", impossible);
    }
  }
}
