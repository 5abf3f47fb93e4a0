package io.voxbus.module.can;

import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.SignalException;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How an argument's value becomes a signal's physical value.
 *
 * @param labels words (or numbers) of the call to labels of the signal's value table, or to numbers
 * @param scale for numbers that are not among the labels: number × scale + offset
 * @param offset in the signal's unit
 */
record Transform(Map<String, String> labels, BigDecimal scale, BigDecimal offset) {
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  Transform {
    labels = Map.copyOf(labels);
  }

  /** Whether a value is a number that is not among the labels. */
  boolean counts(ArgumentValue value) {
    return value instanceof Quantity && (labels.isEmpty() || !labels.containsKey(value.text()));
  }

  private BigDecimal scaled(BigDecimal number) {
    boolean same = scale.compareTo(BigDecimal.ONE) == 0 && offset.signum() == 0;
    return same ? number : number.multiply(scale).add(offset);
  }

  /**
   * @throws SignalException if the signal has no such label
   */
  BigDecimal physical(ArgumentValue value, DbcSignal signal) {
    if (value instanceof Quantity quantity && counts(value)) {
      return scaled(quantity.number());
    }
    String label = labels.getOrDefault(value.text(), value.text().toUpperCase(Locale.ROOT));
    return labelled(label, signal);
  }

  /**
   * The number that a value stands for where no value table is asked: what {@code labels} give it,
   * else number × scale + offset.
   *
   * @throws SignalException for a word without a number
   */
  BigDecimal number(ArgumentValue value) {
    if (value instanceof Quantity quantity && counts(value)) {
      return scaled(quantity.number());
    }
    String number = labels.getOrDefault(value.text(), value.text());
    if (!WHOLE.matcher(number).matches()) {
      throw new SignalException("the mapping has no number for " + value);
    }
    return new BigDecimal(number);
  }

  /**
   * The physical value that a label stands for, or a number where the value table has no such
   * label.
   *
   * @throws SignalException if the signal has no such label
   */
  static BigDecimal labelled(String label, DbcSignal signal) {
    return signal.rawOf(label).isEmpty() && NUMBER.matcher(label).matches()
        ? new BigDecimal(label)
        : signal.labelled(label);
  }
}
