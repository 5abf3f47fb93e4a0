package io.voxbus.dbc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Puts signal values into a message's payload, and reads them back.
 *
 * <p>Make one for each message and keep it: encoding then makes no object but the payload. Safe for
 * any number of threads.
 */
public final class MessageCodec {
  private final DbcMessage message;

  /** In the message's order. */
  private final SignalCodec[] signals;

  /** Selectors before what they select. */
  private final SignalCodec[] selectorsFirst;

  /** For a message of a {@link Dbc}. */
  public MessageCodec(DbcMessage message) {
    this.message = message;
    List<SignalCodec> codecs =
        IntStream.range(0, message.signals().size())
            .mapToObj(place -> new SignalCodec(place, message))
            .toList();
    signals = codecs.toArray(SignalCodec[]::new);
    selectorsFirst =
        codecs.stream()
            .sorted(Comparator.comparingInt(SignalCodec::depth))
            .toArray(SignalCodec[]::new);
  }

  /** The message. */
  public DbcMessage message() {
    return message;
  }

  /**
   * The payload that carries these values. A signal that is not named has its start value; bits of
   * no signal are 0.
   *
   * @param values signal name to physical value, which {@link DbcSignal#raw} rounds
   * @throws SignalException for a signal that the message lacks or has not selected, and for a
   *     value that does not fit
   */
  public byte[] encode(Map<String, BigDecimal> values) {
    return encode(values, Map.of());
  }

  /**
   * The same, with raw values instead of start values for signals that are not among {@code
   * values}.
   *
   * @param others signal name to raw value; one that the multiplexer does not select is left out
   * @throws SignalException as {@link #encode(Map)} does
   */
  public byte[] encode(Map<String, BigDecimal> values, Map<String, Long> others) {
    byte[] payload = new byte[message.length()];
    int given = 0;
    for (SignalCodec each : selectorsFirst) {
      BigDecimal value = values.get(each.signal.name());
      if (value != null) {
        given++;
        write(each, value, payload);
      } else if (each.present(payload) && each.signal.bits().fits(payload.length)) {
        Long raw = others.get(each.signal.name());
        each.signal.bits().write(payload, raw == null ? each.signal.startRaw() : raw);
      }
    }
    if (given < values.size()) {
      throw unknown(values);
    }
    return payload;
  }

  /**
   * The payload that carries these raw values.
   *
   * @param raws of every signal in the message's order, as {@link DbcSignal#raw} yields them
   * @param given which of these signals must be there; others are left out where the multiplexer
   *     does not select them
   * @throws SignalException for a given signal that the message has not selected or cannot hold
   */
  public byte[] encode(long[] raws, boolean[] given) {
    byte[] payload = new byte[message.length()];
    for (SignalCodec each : selectorsFirst) {
      if (given[each.place]) {
        require(each, payload);
        each.signal.bits().write(payload, raws[each.place]);
      } else if (each.present(payload) && each.signal.bits().fits(payload.length)) {
        each.signal.bits().write(payload, raws[each.place]);
      }
    }
    return payload;
  }

  private void write(SignalCodec each, BigDecimal value, byte[] payload) {
    require(each, payload);
    each.signal.bits().write(payload, each.signal.raw(value));
  }

  private void require(SignalCodec each, byte[] payload) {
    if (!each.signal.bits().fits(payload.length)) {
      throw beyond(each.signal);
    }
    if (!each.present(payload)) {
      throw notSelected(each.signal);
    }
  }

  /**
   * The signals of a payload, in the message's order.
   *
   * <p>Absent are signals that the multiplexer did not select, that lie beyond the payload's end,
   * or whose float is no number.
   */
  public List<SignalReading> decode(byte[] payload) {
    List<SignalReading> readings = new ArrayList<>(signals.length);
    for (SignalCodec each : signals) {
      DbcSignal signal = each.signal;
      if (signal.bits().fits(payload.length) && each.present(payload)) {
        long raw = signal.read(payload);
        signal
            .physical(raw)
            .ifPresent(physical -> readings.add(new SignalReading(signal, raw, physical)));
      }
    }
    return List.copyOf(readings);
  }

  private SignalException unknown(Map<String, BigDecimal> values) {
    String name =
        values.keySet().stream()
            .filter(each -> message.signal(each).isEmpty())
            .findFirst()
            .orElse("without a value");
    return new SignalException("message " + message.name() + " has no signal " + name);
  }

  private SignalException beyond(DbcSignal signal) {
    return new SignalException(
        "signal %s ends beyond the %d bytes of message %s"
            .formatted(signal.name(), message.length(), message.name()));
  }

  private static SignalException notSelected(DbcSignal signal) {
    return new SignalException(
        "signal %s is present only while %s selects it; give that signal too"
            .formatted(signal.name(), signal.multiplexing().selection().orElseThrow().selector()));
  }
}
