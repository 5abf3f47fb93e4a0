package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {
  private final Random random = new Random(1);

  private static Scaling scaling(String factor, String offset) {
    return new Scaling(new BigDecimal(factor), new BigDecimal(offset));
  }

  @Test
  void aFactorOfZeroIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> scaling("0.0", "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, 1, 0",
    "2, 0, 3, 2",
    "2, 0, -1, 0",
    "2, 0, -3, -2",
    "-2, 0, 3, -2",
    "-2, 0, 5, -2",
    "0.5, 0, 0.25, 0",
    "0.5, 0, 0.75, 2",
    "0.5, 0, 0.76, 2",
    "-0.5, 10, 12.6, -5"
  })
  void halvesGoToTheEvenNumber(String factor, String offset, BigDecimal physical, long number) {
    assertTrue(scaling(factor, offset).inLongs(physical));
    assertEquals(number, scaling(factor, offset).nearestInLongs(physical));
    assertEquals(BigInteger.valueOf(number), scaling(factor, offset).nearest(physical));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1234567890123456",
    "1, 0, 1E+3",
    "1, 0, 1E-16",
    "1E-16, 0, 1",
    "1, 1E+18, 1",
    "123456789, 0, 1E-10",
    "1, 0, 123456789012.12345"
  })
  void numbersBeyondFifteenDigitsAreNotForLongs(String factor, String offset, BigDecimal physical) {
    assertEquals(false, scaling(factor, offset).inLongs(physical));
  }

  @Test
  void doublesAreThoseThatAreNearestToTheDecimals() {
    for (int i = 0; i < 100_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      BigDecimal factor = BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(12));
      BigDecimal offset = BigDecimal.valueOf(random.nextInt(), random.nextInt(8));
      Scaling scaling = new Scaling(factor, offset);
      assertEquals(
          scaling.physical(number).doubleValue(),
          scaling.near(number),
          () -> number + " * " + factor + " + " + offset);
    }
  }

  @Test
  void longsYieldWhatDecimalsYield() {
    int compared = 0;
    for (int i = 0; i < 200_000; i++) {
      Scaling scaling = new Scaling(decimal().max(new BigDecimal("1E-9")), decimal());
      BigDecimal physical = decimal();
      if (scaling.inLongs(physical)) {
        compared++;
        assertEquals(
            scaling.nearest(physical), BigInteger.valueOf(scaling.nearestInLongs(physical)));
      }
    }
    assertTrue(compared > 20_000, "only " + compared + " fit");
  }

  @Test
  void theWayBackIsExactForEveryNumber() {
    for (int i = 0; i < 200_000; i++) {
      Scaling scaling = new Scaling(decimal().max(new BigDecimal("1E-9")), decimal());
      long number = random.nextLong() >> random.nextInt(64);
      assertEquals(
          0,
          scaling.physical(BigDecimal.valueOf(number)).compareTo(scaling.physical(number)),
          () -> scaling.factor() + " " + scaling.offset() + " " + number);
    }
  }

  /** Of any length up to nineteen digits, with the point in any place. */
  private BigDecimal decimal() {
    return BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(17));
  }
}
