package io.voxbus.vehicle;

import java.math.BigDecimal;

/** Decimal numbers as the catalogue writes them. */
final class Decimals {
  /** The most digits after the decimal point, in the catalogue, in calls and in token sequences. */
  static final int PLACES = 2;

  private Decimals() {}

  /**
   * The same number without trailing zeros after the point, never in powers of ten: 21.50 is 21.5,
   * and 100 stays 100.
   */
  static BigDecimal shortest(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
