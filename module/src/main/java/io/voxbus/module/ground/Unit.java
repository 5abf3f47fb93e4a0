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
  CELSIUS(Dimension.TEMPERATURE, "degrees Celsius", "1", "0"),
  FAHRENHEIT(Dimension.TEMPERATURE, "degrees Fahrenheit", "1.8", "32"),
  KMH(Dimension.SPEED, "kilometres per hour", "1", "0"),
  MPH(Dimension.SPEED, "miles per hour", "0.621371192237334", "0"),
  MILLIMETERS(Dimension.DISTANCE, "millimetres", "1", "0"),
  CENTIMETERS(Dimension.DISTANCE, "centimetres", "0.1", "0"),
  INCHES(Dimension.DISTANCE, "inches", "0.0393700787401575", "0");

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
  private final String spoken;
  private final BigDecimal perBase;
  private final BigDecimal zero;

  /** A value is base value × {@code perBase} + {@code zero}. */
  Unit(Dimension dimension, String spoken, String perBase, String zero) {
    this.dimension = dimension;
    this.spoken = spoken;
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

  /** As a head unit would say it. */
  String spoken() {
    return spoken;
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
