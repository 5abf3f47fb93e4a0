package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Compares the interval arithmetic with the list of all numbers in a range. */
class NumberSpellingTest {
  private static final List<NumberRange> RANGES =
      List.of(
          range("0", "0", true),
          range("1", "5", true),
          range("7", "7", true),
          range("0", "100", true),
          range("20", "100", true),
          range("99", "1001", true),
          range("0", "0", false),
          range("0", "1", false),
          range("0.01", "0.09", false),
          range("0.5", "20", false),
          range("9.99", "10.01", false),
          range("10", "95", false),
          range("50", "1710", false),
          range("999999.98", "1000000", false),
          range("999990", "1000000", true));

  private static NumberRange range(String min, String max, boolean integer) {
    return NumberRange.of(new BigDecimal(min), new BigDecimal(max), integer);
  }

  /** A prefix and its text. */
  private record Spelt(String text, NumberPrefix prefix) {}

  @Test
  void exactlyTheNumbersWithinTheRangeCanBeSpelt() {
    for (NumberRange range : RANGES) {
      assertEquals(numbers(range), spellable(NumberSpelling.of(range)), range::toString);
    }
  }

  @Test
  void everyPrefixThatMayStandBeginsANumber() {
    for (NumberRange range : RANGES) {
      assertEquals(prefixes(numbers(range)), reachable(NumberSpelling.of(range)), range::toString);
    }
  }

  private static Set<String> numbers(NumberRange range) {
    long step = range.integer() ? 100 : 1;
    long min = range.min().movePointRight(2).longValueExact();
    long max = range.max().movePointRight(2).longValueExact();
    Set<String> numbers = new TreeSet<>();
    LongStream.iterate(min, value -> value <= max, value -> value + step)
        .mapToObj(value -> Decimals.shortest(BigDecimal.valueOf(value, 2)).toPlainString())
        .forEach(numbers::add);
    return numbers;
  }

  private static Set<String> prefixes(Set<String> numbers) {
    Set<String> prefixes = new TreeSet<>();
    for (String number : numbers) {
      for (int length = 0; length <= number.length(); length++) {
        prefixes.add(number.substring(0, length));
      }
    }
    return prefixes;
  }

  private static Set<String> spellable(NumberSpelling spelling) {
    Set<String> numbers = new TreeSet<>();
    for (Spelt spelt : walk(spelling)) {
      if (spelling.admitsEnd(spelt.prefix())) {
        numbers.add(spelt.text());
      }
    }
    return numbers;
  }

  private static Set<String> reachable(NumberSpelling spelling) {
    Set<String> texts = new TreeSet<>();
    walk(spelling).forEach(spelt -> texts.add(spelt.text()));
    return texts;
  }

  private static List<Spelt> walk(NumberSpelling spelling) {
    List<Spelt> found = new ArrayList<>();
    Deque<Spelt> open = new ArrayDeque<>(List.of(new Spelt("", NumberPrefix.EMPTY)));
    while (!open.isEmpty()) {
      Spelt spelt = open.pop();
      found.add(spelt);
      for (int digit = 0; digit <= 9; digit++) {
        if (spelling.admits(spelt.prefix(), digit)) {
          open.push(new Spelt(spelt.text() + digit, spelt.prefix().plus(digit)));
        }
      }
      if (spelling.admitsPoint(spelt.prefix())) {
        open.push(new Spelt(spelt.text() + ".", spelt.prefix().plusPoint()));
      }
    }
    return found;
  }
}
