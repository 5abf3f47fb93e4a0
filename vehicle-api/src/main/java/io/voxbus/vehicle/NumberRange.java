package io.voxbus.vehicle;

import io.voxbus.vehicle.ArgumentType.LevelType;
import io.voxbus.vehicle.ArgumentType.NumberType;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numbers that an argument admits: from {@code min} to {@code max} in hundredths or in whole
 * steps.
 *
 * @param min the smallest, 0 or more
 * @param max the largest, at most {@link #LARGEST}
 * @param integer true when only whole numbers are admitted
 */
record NumberRange(BigDecimal min, BigDecimal max, boolean integer) {
  /** Keeps every prefix of a number within an {@code int}, counted in hundredths. */
  static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

  NumberRange {
    min = Decimals.shortest(min);
    max = Decimals.shortest(max);
  }

  /**
   * @throws CatalogueException when a bound is negative, above {@link #LARGEST}, finer than the
   *     range's steps, or min is above max
   */
  static NumberRange of(BigDecimal min, BigDecimal max, boolean integer) {
    NumberRange range = new NumberRange(min, max, integer);
    range.checkBound("min", range.min);
    range.checkBound("max", range.max);
    if (range.min.compareTo(range.max) > 0) {
      throw new CatalogueException(
          "min " + range.min + " is above max " + range.max, "Swap the two, or correct one");
    }
    return range;
  }

  /** The numbers among the values of a type; empty when all its values are words. */
  static Optional<NumberRange> of(ArgumentType type) {
    if (type instanceof NumberType number) {
      return Optional.of(number.range());
    }
    return type instanceof LevelType level ? Optional.of(level.range()) : Optional.empty();
  }

  private void checkBound(String name, BigDecimal bound) {
    if (bound.signum() < 0 || bound.compareTo(LARGEST) > 0) {
      throw new CatalogueException(
          name + " " + bound + " is out of range", "Write a number from 0 to " + LARGEST);
    }
    if (bound.scale() > places()) {
      throw new CatalogueException(
          name + " " + bound + " is finer than the argument's numbers",
          "Write at most " + places() + " decimals");
    }
  }

  private int places() {
    return integer ? 0 : Decimals.PLACES;
  }

  /** True when the number is one of these. */
  boolean contains(BigDecimal number) {
    return Decimals.shortest(number).scale() <= places()
        && min.compareTo(number) <= 0
        && max.compareTo(number) >= 0;
  }

  /** What is allowed, for people. */
  String allowed() {
    String kind = integer ? "a whole number" : "a number with at most 2 decimals";
    return kind + " from " + min.toPlainString() + " to " + max.toPlainString();
  }

  /** This range's part of the catalogue's canonical text. */
  String canonicalText() {
    return (integer ? "integer " : "decimal ") + min.toPlainString() + " " + max.toPlainString();
  }
}
