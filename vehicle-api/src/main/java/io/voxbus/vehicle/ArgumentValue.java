package io.voxbus.vehicle;

import java.math.BigDecimal;

/** The value of one argument of a call. */
public sealed interface ArgumentValue {

  /** The value as the catalogue writes it: the word itself, or the number in plain decimals. */
  String text();

  /**
   * A value of an enumeration, an area, or a level's word.
   *
   * @param word as the catalogue spells it, for example "front_left"
   */
  record Word(String word) implements ArgumentValue {
    @Override
    public String text() {
      return word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * A number. Two quantities are equal when their numbers are: 21, 21.0 and 21.00 are one.
   *
   * @param number kept without trailing zeros, in the unit of the argument
   */
  record Quantity(BigDecimal number) implements ArgumentValue {
    public Quantity {
      number = Decimals.shortest(number);
    }

    /** The quantity of a whole number. */
    public static Quantity of(long number) {
      return new Quantity(BigDecimal.valueOf(number));
    }

    /**
     * The quantity with the shortest decimal form of a number, so that 21.5 is "21.5".
     *
     * @throws NumberFormatException when the number is infinite or not a number
     */
    public static Quantity of(double number) {
      return new Quantity(BigDecimal.valueOf(number));
    }

    @Override
    public String text() {
      return number.toPlainString();
    }

    @Override
    public String toString() {
      return text();
    }
  }
}
