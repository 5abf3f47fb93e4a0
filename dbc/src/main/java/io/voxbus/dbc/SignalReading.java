package io.voxbus.dbc;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a payload says in one signal.
 *
 * @param signal the signal
 * @param raw its raw value, as {@link DbcSignal} passes it
 * @param physical its value in {@code signal.unit()}, exact
 */
public record SignalReading(DbcSignal signal, long raw, BigDecimal physical) {
  /** The value table's name of the value. */
  public Optional<String> label() {
    return signal.label(raw);
  }
}
