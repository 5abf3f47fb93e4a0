package io.voxbus.module.can;

import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.SignalException;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/**
 * How an argument's value becomes a signal's physical value.
 *
 * @param labels words (or numbers) of the call to labels of the signal's value table
 * @param scale for numbers that are not among the labels: number × scale + offset
 * @param offset in the signal's unit
 */
record Transform(Map<String, String> labels, BigDecimal scale, BigDecimal offset) {
  Transform {
    labels = Map.copyOf(labels);
  }

  /**
   * @throws SignalException if the signal has no such label
   */
  BigDecimal physical(ArgumentValue value, DbcSignal signal) {
    if (value instanceof Quantity quantity && !labels.containsKey(value.text())) {
      return quantity.number().multiply(scale).add(offset);
    }
    String label = labels.getOrDefault(value.text(), value.text().toUpperCase(Locale.ROOT));
    return labelled(label, signal);
  }

  /**
   * The physical value that a label stands for.
   *
   * @throws SignalException if the signal has no such label
   */
  static BigDecimal labelled(String label, DbcSignal signal) {
    return signal.labelled(label);
  }
}
