package io.voxbus.module.can;

import com.google.protobuf.ByteString;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Pass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes cleared calls for one board.
 *
 * <p>A frame carries all signals of its message, so the encoder remembers the level signals that it
 * sent and repeats them; at first they have the DBC file's start values. A pulse request is
 * followed by a frame with its signals at idle; either is sent again where the mapping wants it.
 * Counters go on with each frame of a protected message.
 *
 * <p>Because of that memory an encoder belongs to one thread, and one bus needs one encoder.
 */
public final class CommandEncoder {
  private final BoardMapping mapping;
  private final SentSignals sent;
  private final Map<DbcMessage, MessageCodec> codecs = new HashMap<>();

  /** An encoder that has sent nothing yet. */
  public CommandEncoder(BoardMapping mapping) {
    this.mapping = mapping;
    sent = new SentSignals(mapping.idle());
  }

  /**
   * The signals and frames of a call. Its level signals count as sent from then on.
   *
   * @throws IllegalArgumentException when the call was grounded for another board
   */
  public EncodedCommand encode(Pass pass) {
    Grounded grounded = pass.grounded();
    FunctionMapping function = mapping.functions().get(grounded.call().function().name());
    if (function == null) {
      throw new IllegalArgumentException("this board has no " + grounded.call().function().name());
    }
    List<SignalValue> signals = new ArrayList<>();
    List<CanFrame> frames = new ArrayList<>();
    function
        .values(grounded, sent)
        .forEach(
            (message, values) -> {
              values.forEach((signal, value) -> signals.add(signalValue(message, signal, value)));
              frames.addAll(frames(message, values, function));
            });
    frames.sort(Comparator.comparingInt(CanFrame::delayMs));
    return new EncodedCommand(grounded.call(), signals, frames);
  }

  private List<CanFrame> frames(
      DbcMessage message, Map<DbcSignal, BigDecimal> values, FunctionMapping function) {
    Timing timing = function.timing();
    List<CanFrame> frames = new ArrayList<>();
    timing.delays().forEach(delay -> frames.add(frame(message, values, delay)));
    if (timing.pulse()) {
      timing
          .delays()
          .forEach(delay -> frames.add(frame(message, Map.of(), timing.holdMs() + delay)));
    } else {
      sent.remember(message, values);
    }
    return frames;
  }

  private CanFrame frame(DbcMessage message, Map<DbcSignal, BigDecimal> values, int delayMs) {
    Map<String, BigDecimal> named = new LinkedHashMap<>();
    values.forEach((signal, value) -> named.put(signal.name(), value));
    byte[] payload = codec(message).encode(named, sent.of(message));
    Protection protection = mapping.protections().get(message.name());
    if (protection != null) {
      protection.protect(payload, sent.count(message, protection.modulo()));
    }
    return new CanFrame(
        message.id(), message.extended(), ByteString.copyFrom(payload), message.fd(), delayMs);
  }

  private MessageCodec codec(DbcMessage message) {
    return codecs.computeIfAbsent(message, MessageCodec::new);
  }

  /** The value as the receiver reads it: rounded to what the signal can carry. */
  private static SignalValue signalValue(DbcMessage message, DbcSignal signal, BigDecimal value) {
    long raw = signal.raw(value);
    double carried = signal.physical(raw).orElse(value).doubleValue();
    return new SignalValue(
        message.name(), signal.name(), carried, signal.label(raw).orElse(""), signal.unit());
  }
}
