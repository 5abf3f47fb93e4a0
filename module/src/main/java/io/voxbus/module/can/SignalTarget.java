package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.SignalException;
import java.math.BigDecimal;

/**
 * A signal, with the message that carries it, or some bits of one.
 *
 * @param mask the bits of the raw value that are written, neighbours of each other; {@link #WHOLE}
 *     for the whole signal
 */
record SignalTarget(DbcMessage message, DbcSignal signal, long mask) {
  /** The mask of a whole signal. */
  static final long WHOLE = -1;

  /** A whole signal. */
  SignalTarget(DbcMessage message, DbcSignal signal) {
    this(message, signal, WHOLE);
  }

  SignalTarget masked(long bits) {
    return new SignalTarget(message, signal, bits);
  }

  boolean whole() {
    return mask == WHOLE;
  }

  /**
   * What a value writes: the raw value of a whole signal, else the number for the bits of the mask.
   *
   * @param value physical for a whole signal; else a number for the bits of the mask, counted from
   *     the lowest
   * @throws SignalException if the signal cannot carry it
   */
  long written(BigDecimal value) {
    return whole() ? signal.raw(value) : value.longValue();
  }

  /**
   * The raw value of the signal when this is written and other bits stay.
   *
   * @param raw what the signal has
   * @param written as {@link #written} yields it
   */
  long over(long raw, long written) {
    return whole() ? written : (raw & ~mask) | (written << Long.numberOfTrailingZeros(mask) & mask);
  }

  /**
   * Checks that the signal can carry a value.
   *
   * @param value as {@link #written} takes it
   * @throws SignalException if it cannot
   */
  void check(BigDecimal value) {
    if (whole()) {
      long unused = signal.raw(value);
    } else if (value.signum() < 0
        || value.stripTrailingZeros().scale() > 0
        || value.compareTo(BigDecimal.valueOf(mask >>> Long.numberOfTrailingZeros(mask))) > 0) {
      throw new SignalException(
          "%s does not fit the %d bits of mask 0x%X"
              .formatted(value.toPlainString(), Long.bitCount(mask), mask));
    }
  }

  @Override
  public String toString() {
    return message.name() + "." + signal.name();
  }
}
