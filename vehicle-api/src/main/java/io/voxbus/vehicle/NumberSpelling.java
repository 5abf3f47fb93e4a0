package io.voxbus.vehicle;

/**
 * Which numbers can be spelt out digit by digit, so that every number that may end lies within a
 * range. Works on intervals of hundredths, which is exact: numbers have at most two decimals.
 *
 * @param min the smallest number, in hundredths
 * @param max the largest number, in hundredths
 * @param integer true when no point may be spelt
 */
record NumberSpelling(long min, long max, boolean integer) {
  private static final int ONE = 100;

  static NumberSpelling of(NumberRange range) {
    return new NumberSpelling(
        range.min().movePointRight(Decimals.PLACES).longValueExact(),
        range.max().movePointRight(Decimals.PLACES).longValueExact(),
        range.integer());
  }

  /** True when the digit, 0 to 9, may follow: some number within the range begins so. */
  boolean admits(NumberPrefix prefix, int digit) {
    boolean afterLeadingZero =
        prefix.places() < 0 && prefix.digits() > 0 && prefix.hundredths() == 0;
    boolean full = prefix.places() == Decimals.PLACES;
    return !afterLeadingZero && !full && reachable(prefix.plus(digit));
  }

  /** True when a point may follow. */
  boolean admitsPoint(NumberPrefix prefix) {
    return !integer && prefix.digits() > 0 && prefix.places() < 0 && reachable(prefix.plusPoint());
  }

  /** True when the number may end here. */
  boolean admitsEnd(NumberPrefix prefix) {
    return prefix.wellFormed() && meets(prefix.hundredths(), prefix.hundredths());
  }

  /** True when this prefix, or a number that it begins, lies within the range. */
  private boolean reachable(NumberPrefix prefix) {
    long value = prefix.hundredths();
    return switch (prefix.places()) {
      case -1 -> reachableWhole(value);
      case 0 -> meets(value + 1, value + 99);
      case 1 -> meets(prefix.lastPlace() == 0 ? value + 1 : value, value + 9);
      default -> admitsEnd(prefix);
    };
  }

  /**
   * For digits without a point: they themselves, with decimals, and with each count of further
   * digits.
   */
  private boolean reachableWhole(long value) {
    for (long low = value, width = ONE; low <= max; low *= 10, width *= 10) {
      long high = low + width - (integer ? ONE : 1);
      if (meets(low, high)) {
        return true;
      }
      if (value == 0) {
        return false;
      }
    }
    return false;
  }

  private boolean meets(long low, long high) {
    return low <= max && high >= min;
  }
}
