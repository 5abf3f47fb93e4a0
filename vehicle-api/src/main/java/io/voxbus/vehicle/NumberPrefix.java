package io.voxbus.vehicle;

/**
 * The beginning of a number that is spelt digit by digit.
 *
 * @param digits how many digits stand before the point
 * @param places how many digits stand after the point; -1 while there is no point
 * @param hundredths the value so far, in hundredths
 */
record NumberPrefix(int digits, int places, long hundredths) {
  /** Nothing spelt yet. */
  static final NumberPrefix EMPTY = new NumberPrefix(0, -1, 0);

  private static final int HUNDREDTHS = 100;
  private static final int TENTH = 10;

  /** With one digit more, 0 to 9; after the point there must be room for it. */
  NumberPrefix plus(int digit) {
    if (places < 0) {
      return new NumberPrefix(digits + 1, -1, hundredths * 10 + (long) digit * HUNDREDTHS);
    }
    return new NumberPrefix(
        digits, places + 1, hundredths + (long) digit * (places == 0 ? TENTH : 1));
  }

  /** With a point at the end. */
  NumberPrefix plusPoint() {
    return new NumberPrefix(digits, 0, hundredths);
  }

  /**
   * True when this may be a whole number: digits, and after a point one or two of which the last is
   * not 0.
   */
  boolean wellFormed() {
    if (places < 0) {
      return digits > 0;
    }
    return places > 0 && lastPlace() != 0;
  }

  /** The last digit after the point. */
  long lastPlace() {
    return places == 1 ? hundredths / TENTH % 10 : hundredths % 10;
  }
}
