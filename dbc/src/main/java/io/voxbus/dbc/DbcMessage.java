package io.voxbus.dbc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One message of a DBC file.
 *
 * @param id the identifier without flag bits: 0 to 0x7FF, or 0 to 0x1FFFFFFF when extended
 * @param extended whether the identifier has 29 bits
 * @param name unique within the file
 * @param length payload in bytes, 0 to 64
 * @param fd whether it is a CAN FD frame: by {@code VFrameFormat}, or by being longer than 8 bytes
 * @param cycleTimeMs {@code GenMsgCycleTime} in milliseconds; empty where not given or 0
 * @param sendType {@code GenMsgSendType}; empty where not given
 * @param signals in the order of the file
 */
public record DbcMessage(
    int id,
    boolean extended,
    String name,
    int length,
    boolean fd,
    OptionalInt cycleTimeMs,
    Optional<String> sendType,
    List<DbcSignal> signals) {
  /** Copies the signals. */
  public DbcMessage {
    signals = List.copyOf(signals);
  }

  /** Quick, for messages are keys; signals and all, it would cost as much as an encoding. */
  @Override
  public int hashCode() {
    return id;
  }

  /** The signal of that name. */
  public Optional<DbcSignal> signal(String signal) {
    return signals.stream().filter(each -> each.name().equals(signal)).findFirst();
  }
}
