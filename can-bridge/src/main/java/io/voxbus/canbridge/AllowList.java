package io.voxbus.canbridge;

import com.google.protobuf.ByteString;
import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.MappedSignals;
import io.voxbus.proto.v1.Frame;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may leave: messages that the board's mapping names, and in them only the signals that it
 * names. Every other bit must be what it was before anything was sent: the signal's start value, or
 * 0 where there is no signal.
 */
final class AllowList {
  private final Dbc dbc;
  private final Map<String, Set<String>> signals;

  AllowList(BoardMapping mapping) {
    this.dbc = mapping.dbc();
    this.signals = MappedSignals.of(mapping);
  }

  /** The message that a frame of this identifier is, if such frames may leave. */
  Optional<DbcMessage> message(Frame frame) {
    return dbc.message(frame.getCanId(), frame.getExtended())
        .filter(message -> signals.containsKey(message.name()));
  }

  /** Whether a frame has the length and the kind that the DBC file gives its message. */
  static boolean shaped(DbcMessage message, Frame frame) {
    return frame.getData().size() == message.length() && frame.getFd() == message.fd();
  }

  /** Whether all bits that belong to no mapped signal are what they always are. */
  boolean keepsOtherBits(DbcMessage message, Frame frame) {
    Set<String> mapped = signals.getOrDefault(message.name(), Set.of());
    Map<String, Long> raws =
        new MessageCodec(message)
            .decode(frame.getData().toByteArray()).stream()
                .filter(reading -> mapped.contains(reading.signal().name()))
                .collect(Collectors.toMap(reading -> reading.signal().name(), SignalReading::raw));
    byte[] expected = new MessageCodec(message).encode(Map.of(), raws);
    return frame.getData().equals(ByteString.copyFrom(expected));
  }

  /** Whether a frame may leave. */
  boolean admits(Frame frame) {
    return message(frame)
        .filter(message -> shaped(message, frame))
        .filter(message -> keepsOtherBits(message, frame))
        .isPresent();
  }
}
