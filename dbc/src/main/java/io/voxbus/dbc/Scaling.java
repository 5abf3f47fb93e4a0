package io.voxbus.dbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How numbers become physical values: number × factor + offset, in exact decimals.
 *
 * <p>Decimals of usual length are computed in longs, which is quick and leaves no garbage; the
 * results are those of {@link BigDecimal}.
 */
public final class Scaling {
  /** Leaves numbers as they are. */
  public static final Scaling NONE = new Scaling(BigDecimal.ONE, BigDecimal.ZERO);

  /** Digits that a long surely holds. */
  private static final int DIGITS_OF_LONG = 18;

  /** Digits that an int surely holds. */
  private static final int DIGITS_OF_INT = 9;

  private static final long EXACT_IN_DOUBLE = 1L << 53;

  /** Digits that a double surely keeps. */
  private static final int DIGITS_OF_DOUBLE = 15;

  private static final long[] POWERS_OF_TEN = powersOfTen();

  private final BigDecimal factor;
  private final BigDecimal offset;

  /** Digits after the point of factor and offset. */
  private final int decimals;

  /** The digits of the longer one of the two when both have so many decimals. */
  private final int digits;

  /** Both as multiples of the last decimal; 0 where they are too long for that. */
  private final long factorUnits;

  private final long offsetUnits;

  /**
   * @throws IllegalArgumentException if the factor is 0
   */
  public Scaling(BigDecimal factor, BigDecimal offset) {
    if (factor.signum() == 0) {
      throw new IllegalArgumentException("a factor cannot be 0");
    }
    this.factor = factor;
    this.offset = offset;
    decimals = Math.max(0, Math.max(factor.scale(), offset.scale()));
    BigDecimal scaledFactor = factor.setScale(decimals);
    BigDecimal scaledOffset = offset.setScale(decimals);
    digits = Math.max(scaledFactor.precision(), scaledOffset.precision());
    factorUnits = digits > DIGITS_OF_LONG ? 0 : scaledFactor.unscaledValue().longValueExact();
    offsetUnits = digits > DIGITS_OF_LONG ? 0 : scaledOffset.unscaledValue().longValueExact();
  }

  private static long[] powersOfTen() {
    long[] powers = new long[DIGITS_OF_LONG + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  /** Not 0. */
  public BigDecimal factor() {
    return factor;
  }

  /** In the unit of the physical value. */
  public BigDecimal offset() {
    return offset;
  }

  /** The physical value of a whole number. */
  BigDecimal physical(long number) {
    long product = number * factorUnits;
    long sum = product + offsetUnits;
    boolean exact =
        digits <= DIGITS_OF_LONG
            && Math.multiplyHigh(number, factorUnits) == product >> 63
            && ((product ^ sum) & (offsetUnits ^ sum)) >= 0;
    return exact ? BigDecimal.valueOf(sum, decimals) : physical(BigDecimal.valueOf(number));
  }

  /** What {@link #physical(long)} yields, as the nearest double. */
  double near(long number) {
    long sum = number * factorUnits + offsetUnits;
    boolean exact =
        digits <= DIGITS_OF_INT
            && decimals <= DIGITS_OF_INT
            && number == (int) number
            && Math.abs(sum) < EXACT_IN_DOUBLE;
    // Both exact in doubles, so that the division rounds once, to the nearest.
    return exact ? (double) sum / POWERS_OF_TEN[decimals] : physical(number).doubleValue();
  }

  /** The physical value of any number. */
  BigDecimal physical(BigDecimal number) {
    return number.multiply(factor).add(offset);
  }

  /** The number of a physical value, to 34 digits. */
  BigDecimal number(BigDecimal physical) {
    return physical.subtract(offset).divide(factor, MathContext.DECIMAL128);
  }

  /** The whole number nearest to that of a physical value, halves to even. */
  BigInteger nearest(BigDecimal physical) {
    return physical.subtract(offset).divide(factor, 0, RoundingMode.HALF_EVEN).toBigIntegerExact();
  }

  /** Whether {@link #nearestInLongs} can compute with this value. */
  boolean inLongs(BigDecimal physical) {
    int scale = physical.scale();
    int common = Math.max(scale, decimals);
    return scale >= 0
        && common <= DIGITS_OF_DOUBLE
        && physical.precision() <= DIGITS_OF_DOUBLE
        && physical.precision() + common - scale <= DIGITS_OF_LONG
        && digits + common - decimals <= DIGITS_OF_LONG;
  }

  /** What {@link #nearest} yields, for a value {@link #inLongs}. */
  long nearestInLongs(BigDecimal physical) {
    int common = Math.max(physical.scale(), decimals);
    long more = POWERS_OF_TEN[common - decimals];
    long dividend = units(physical) * POWERS_OF_TEN[common - physical.scale()] - offsetUnits * more;
    return divideHalfEven(dividend, factorUnits * more);
  }

  /**
   * A number of at most fifteen digits as a multiple of its last decimal. They survive the way
   * through a double, which, other than {@link BigDecimal#unscaledValue()}, makes no object.
   */
  private static long units(BigDecimal number) {
    return Math.round(number.doubleValue() * POWERS_OF_TEN[number.scale()]);
  }

  private static long divideHalfEven(long dividend, long divisor) {
    long quotient = dividend / divisor;
    long twice = 2 * Math.abs(dividend % divisor);
    long whole = Math.abs(divisor);
    boolean away = twice > whole || (twice == whole && (quotient & 1) == 1);
    if (!away) {
      return quotient;
    }
    return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaling scaling
        && factor.equals(scaling.factor)
        && offset.equals(scaling.offset);
  }

  @Override
  public int hashCode() {
    return 31 * factor.hashCode() + offset.hashCode();
  }
}
