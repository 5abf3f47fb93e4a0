package io.voxbus.vehicle;

import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.math.BigDecimal;
import java.util.List;

/** What the value of an argument may be. */
public sealed interface ArgumentType {

  /** True when the value is one of this type's. */
  boolean admits(ArgumentValue value);

  /** What is allowed, for people: "one of on, off", or "a whole number from 1 to 5". */
  String allowed();

  /** This type's part of the catalogue's canonical text, for example "number integer 1 5 steps". */
  String canonicalText();

  /** The words among this type's values, in the order of the catalogue; empty for a number. */
  List<String> words();

  /**
   * One of a few words.
   *
   * @param values at least one, each once
   */
  record EnumType(List<String> values) implements ArgumentType {
    public EnumType {
      values = Names.checked("enum", values);
    }

    @Override
    public boolean admits(ArgumentValue value) {
      return value instanceof Word word && values.contains(word.word());
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", values);
    }

    @Override
    public String canonicalText() {
      return "enum " + String.join(" ", values);
    }

    @Override
    public List<String> words() {
      return values;
    }
  }

  /**
   * A place in the cabin.
   *
   * @param areas the catalogue's areas
   */
  record AreaType(List<String> areas) implements ArgumentType {
    public AreaType {
      areas = Names.checked("areas", areas);
    }

    @Override
    public boolean admits(ArgumentValue value) {
      return value instanceof Word word && areas.contains(word.word());
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", areas);
    }

    @Override
    public String canonicalText() {
      return "area";
    }

    @Override
    public List<String> words() {
      return areas;
    }
  }

  /**
   * A number with at most two decimals.
   *
   * @param min the smallest value, 0 or more, at most two decimals
   * @param max the largest value, not below {@code min}
   * @param integer true when only whole numbers are values
   * @param unit what the number counts, for example "percent"; empty when there is no one unit
   */
  record NumberType(BigDecimal min, BigDecimal max, boolean integer, String unit)
      implements ArgumentType {
    public NumberType {
      NumberRange range = NumberRange.of(min, max, integer);
      min = range.min();
      max = range.max();
      if (!unit.isEmpty()) {
        Names.check("unit", unit);
      }
    }

    /** The numbers of this type. */
    NumberRange range() {
      return NumberRange.of(min, max, integer);
    }

    @Override
    public boolean admits(ArgumentValue value) {
      return value instanceof Quantity quantity && range().contains(quantity.number());
    }

    @Override
    public String allowed() {
      return range().allowed() + (unit.isEmpty() ? "" : " " + unit);
    }

    @Override
    public String canonicalText() {
      return "number " + range().canonicalText() + " " + (unit.isEmpty() ? "-" : unit);
    }

    @Override
    public List<String> words() {
      return List.of();
    }
  }

  /**
   * A setting that is said as a word or as a number.
   *
   * @param words at least one, each once
   * @param min the smallest number, 0 or more, at most two decimals
   * @param max the largest number, not below {@code min}
   * @param decimal true when numbers between the whole ones are values, too
   */
  record LevelType(List<String> words, BigDecimal min, BigDecimal max, boolean decimal)
      implements ArgumentType {
    public LevelType {
      words = Names.checked("words", words);
      NumberRange range = NumberRange.of(min, max, !decimal);
      min = range.min();
      max = range.max();
    }

    /** The numbers of this type. */
    NumberRange range() {
      return NumberRange.of(min, max, !decimal);
    }

    @Override
    public boolean admits(ArgumentValue value) {
      if (value instanceof Word word) {
        return words.contains(word.word());
      }
      return value instanceof Quantity quantity && range().contains(quantity.number());
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", words) + ", or " + range().allowed();
    }

    @Override
    public String canonicalText() {
      return "level " + range().canonicalText() + " " + String.join(" ", words);
    }
  }
}
