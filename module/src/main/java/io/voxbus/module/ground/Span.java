package io.voxbus.module.ground;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The numbers that a board takes for an argument.
 *
 * @param minimum lowest, a multiple of {@code step}
 * @param maximum highest, a multiple of {@code step}
 * @param step what numbers are rounded to; above 0
 * @param unit of all of them: a {@link Unit}'s word, or words for a sentence; may be empty
 * @param change whether they are differences
 */
public record Span(
    BigDecimal minimum, BigDecimal maximum, BigDecimal step, String unit, boolean change) {
  /** Checks the order and the multiples; throws {@link IllegalArgumentException}. */
  public Span {
    if (step.signum() <= 0) {
      throw new IllegalArgumentException("step " + step + " is not above 0");
    }
    if (minimum.compareTo(maximum) > 0) {
      throw new IllegalArgumentException(
          "range begins at " + minimum + ", above its end " + maximum);
    }
    if (minimum.remainder(step).signum() != 0 || maximum.remainder(step).signum() != 0) {
      throw new IllegalArgumentException(
          "the ends of the range are no multiples of the step " + step);
    }
  }

  boolean contains(BigDecimal number) {
    return minimum.compareTo(number) <= 0 && number.compareTo(maximum) <= 0;
  }

  /** The nearest multiple of the step, halves to the even one. */
  BigDecimal round(BigDecimal number) {
    return number.divide(step, 0, RoundingMode.HALF_EVEN).multiply(step);
  }
}
