package io.voxbus.dbc;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts signal values into a message's payload, and reads them back.
 *
 * @param message the message
 */
public record MessageCodec(DbcMessage message) {
  /**
   * The payload that carries these values. A signal that is not named has its start value; bits of
   * no signal are 0.
   *
   * @param values signal name to physical value
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
    Map<String, Long> raws = new HashMap<>(others);
    values.forEach((name, value) -> raws.put(name, signal(name).raw(value)));
    for (DbcSignal signal : message.signals()) {
      boolean given = values.containsKey(signal.name());
      if (present(signal, raws)) {
        write(signal, payload, raws.getOrDefault(signal.name(), signal.startRaw()), given);
      } else if (given) {
        throw new SignalException(notSelected(signal));
      }
    }
    return payload;
  }

  /**
   * The signals of a payload, in the message's order.
   *
   * <p>Absent are signals that the multiplexer did not select, that lie beyond the payload's end,
   * or whose float is no number.
   */
  public List<SignalReading> decode(byte[] payload) {
    Map<String, Long> raws = new HashMap<>();
    for (DbcSignal signal : message.signals()) {
      if (signal.bits().fits(payload.length)) {
        raws.put(signal.name(), signal.read(payload));
      }
    }
    return message.signals().stream()
        .filter(signal -> raws.containsKey(signal.name()) && present(signal, raws))
        .map(signal -> reading(signal, raws.getOrDefault(signal.name(), 0L)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<SignalReading> reading(DbcSignal signal, long raw) {
    return signal.physical(raw).map(physical -> new SignalReading(signal, raw, physical));
  }

  private DbcSignal signal(String name) {
    return message
        .signal(name)
        .orElseThrow(
            () -> new SignalException("message " + message.name() + " has no signal " + name));
  }

  /**
   * Whether every selector up the chain has a value that selects the signal. Chains have no loops:
   * the parser saw to it.
   */
  private boolean present(DbcSignal signal, Map<String, Long> raws) {
    Optional<Multiplexing.Selection> selection = signal.multiplexing().selection();
    if (selection.isEmpty()) {
      return true;
    }
    DbcSignal selector = signal(selection.get().selector());
    long raw = raws.getOrDefault(selector.name(), selector.startRaw());
    return selection.get().contains(raw) && present(selector, raws);
  }

  private void write(DbcSignal signal, byte[] payload, long raw, boolean given) {
    if (signal.bits().fits(payload.length)) {
      signal.bits().write(payload, raw);
    } else if (given) {
      throw new SignalException(
          "signal %s ends beyond the %d bytes of message %s"
              .formatted(signal.name(), payload.length, message.name()));
    }
  }

  private static String notSelected(DbcSignal signal) {
    return "signal %s is present only while %s selects it; give that signal too"
        .formatted(signal.name(), signal.multiplexing().selection().orElseThrow().selector());
  }
}
