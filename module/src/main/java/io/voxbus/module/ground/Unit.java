package io.voxbus.module.ground;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A unit that a speaker may name. Every unit counts in one of three base units: degrees Celsius,
 * km/h, millimetres.
 */
enum Unit {
  CELSIUS(Dimension.TEMPERATURE, "1", "0"),
  FAHRENHEIT(Dimension.TEMPERATURE, "1.8", "32"),
  KMH(Dimension.SPEED, "1", "0"),
  MPH(Dimension.SPEED, "0.621371192237334", "0"),
  MILLIMETERS(Dimension.DISTANCE, "1", "0"),
  CENTIMETERS(Dimension.DISTANCE, "0.1", "0"),
  INCHES(Dimension.DISTANCE, "0.0393700787401575", "0");

  /** What a unit measures; {@code board.yaml} names its display units by these words. */
  enum Dimension {
    TEMPERATURE,
    SPEED,
    DISTANCE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Dimension dimension;
  private final BigDecimal perBase;
  private final BigDecimal zero;

  /** A value is base value × {@code perBase} + {@code zero}. */
  Unit(Dimension dimension, String perBase, String zero) {
    this.dimension = dimension;
    this.perBase = new BigDecimal(perBase);
    this.zero = new BigDecimal(zero);
  }

  static Optional<Unit> of(String word) {
    return Stream.of(values()).filter(unit -> unit.word().equals(word)).findFirst();
  }

  /** As the catalogue and the board's files write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Dimension dimension() {
    return dimension;
  }

  /**
   * A number of this unit in the base unit. {@code change}: a difference, to which the zero point
   * does not matter.
   */
  BigDecimal toBase(BigDecimal number, boolean change) {
    return (change ? number : number.subtract(zero)).divide(perBase, MathContext.DECIMAL64);
  }

  BigDecimal fromBase(BigDecimal number, boolean change) {
    BigDecimal scaled = number.multiply(perBase, MathContext.DECIMAL64);
    return change ? scaled : scaled.add(zero);
  }

  /** Whether it is the unit in which boards write their ranges. */
  boolean base() {
    return perBase.compareTo(BigDecimal.ONE) == 0;
  }
}
