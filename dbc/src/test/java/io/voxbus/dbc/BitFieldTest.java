package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxbus.dbc.BitField.Order;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BitFieldTest {
  @ParameterizedTest
  @CsvSource({"-1, 1", "512, 1", "0, 0", "0, 65"})
  void placesThatNoPayloadHasAreRefused(int start, int length) {
    assertThrows(IllegalArgumentException.class, () -> new BitField(start, length, Order.INTEL));
  }

  /** The definition itself, one bit after the other, is what the quick way is held to. */
  @ParameterizedTest
  @EnumSource(Order.class)
  void everyPlaceIsReadAndWrittenAsOneBitAfterTheOther(Order order) {
    Random random = new Random(7);
    for (int start = 0; start < 80; start++) {
      for (int length = 1; length <= 64; length++) {
        BitField field = new BitField(start, length, order);
        byte[] payload = new byte[24];
        random.nextBytes(payload);
        long bits = random.nextLong();
        byte[] expected = writtenBitByBit(field, payload, bits);
        field.write(payload, bits);
        assertArrayEquals(expected, payload, field::toString);
        int unused = 64 - length;
        assertEquals(bits << unused >>> unused, field.read(payload), field::toString);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aFieldFitsWhereItsLastByteIs(Order order) {
    for (int start = 0; start < 512; start++) {
      for (int length = 1; length <= 64; length++) {
        int last = 0;
        for (int i = 0; i < length; i++) {
          last = Math.max(last, place(start, i, order) / 8);
        }
        BitField field = new BitField(start, length, order);
        assertEquals(true, field.fits(last + 1));
        assertEquals(false, field.fits(last));
      }
    }
  }

  @Test
  void aMotorolaSignalRunsDownItsByteAndOnAtTheTopOfTheNext() {
    byte[] payload = new byte[2];
    new BitField(1, 4, Order.MOTOROLA).write(payload, 0b1011);
    assertArrayEquals(new byte[] {0b0000_0010, (byte) 0b1100_0000}, payload);
  }

  private static byte[] writtenBitByBit(BitField field, byte[] payload, long bits) {
    byte[] written = payload.clone();
    for (int i = 0; i < field.length(); i++) {
      int place = place(field.start(), i, field.order());
      int weight = field.order() == Order.INTEL ? i : field.length() - 1 - i;
      int mask = 1 << place % 8;
      boolean set = (bits >>> weight & 1) == 1;
      written[place / 8] = (byte) (set ? written[place / 8] | mask : written[place / 8] & ~mask);
    }
    return written;
  }

  /** The bit number of the i-th bit from the start. */
  private static int place(int start, int i, Order order) {
    int place = start;
    for (int step = 0; step < i; step++) {
      boolean endOfByte = place % 8 == 0;
      place = order == Order.INTEL ? place + 1 : endOfByte ? place + 15 : place - 1;
    }
    return place;
  }
}
