package io.voxbus.dbc;

/**
 * The place of a signal in a frame's payload.
 *
 * <p>DBC numbers bits byte by byte, the least significant bit of byte 0 being 0. {@code start} is
 * the least significant bit of an Intel signal, which grows towards higher numbers, and the
 * <em>most</em> significant bit of a Motorola signal, which runs down to bit 0 of its byte and goes
 * on at bit 7 of the next.
 *
 * @param start the first bit, 0 to 511
 * @param length bits, 1 to 64
 * @param order Intel or Motorola
 */
public record BitField(int start, int length, Order order) {
  /** How a signal runs through the bytes. */
  public enum Order {
    /** Little endian, {@code @1} in a DBC file. */
    INTEL,
    /** Big endian, {@code @0} in a DBC file. */
    MOTOROLA
  }

  /** Checks the ranges; throws {@link IllegalArgumentException}. */
  public BitField {
    if (start < 0 || start > 511) {
      throw new IllegalArgumentException("start bit " + start + " is not within 0 to 511");
    }
    if (length < 1 || length > 64) {
      throw new IllegalArgumentException("length " + length + " is not within 1 to 64 bits");
    }
  }

  /** Whether a payload of so many bytes holds every bit. */
  public boolean fits(int bytes) {
    return bytes() <= bytes;
  }

  /** The length of the shortest payload that holds every bit. */
  int bytes() {
    return (bitsBefore() + length - 1) / 8 + 1;
  }

  /** The bits as an unsigned number in the low end of a long. The payload must fit. */
  public long read(byte[] payload) {
    return order == Order.INTEL ? readIntel(payload) : readMotorola(payload);
  }

  /**
   * Writes the low {@code length} bits of {@code bits} and leaves the others as they are. The
   * payload must fit.
   */
  public void write(byte[] payload, long bits) {
    if (order == Order.INTEL) {
      writeIntel(payload, bits);
    } else {
      writeMotorola(payload, bits);
    }
  }

  /** Bits before the first one, counted as the signal runs through the bytes. */
  private int bitsBefore() {
    return order == Order.INTEL ? start : start / 8 * 8 + 7 - start % 8;
  }

  private long readIntel(byte[] payload) {
    long bits = 0;
    for (int done = 0, place = start; done < length; ) {
      int low = place % 8;
      int count = Math.min(8 - low, length - done);
      bits |= (long) (payload[place / 8] >> low & mask(count)) << done;
      done += count;
      place += count;
    }
    return bits;
  }

  private void writeIntel(byte[] payload, long bits) {
    for (int done = 0, place = start; done < length; ) {
      int low = place % 8;
      int count = Math.min(8 - low, length - done);
      put(payload, place / 8, low, count, (int) (bits >>> done));
      done += count;
      place += count;
    }
  }

  private long readMotorola(byte[] payload) {
    long bits = 0;
    for (int left = length, place = start; left > 0; place = nextByte(place)) {
      int count = Math.min(place % 8 + 1, left);
      int low = place % 8 + 1 - count;
      bits = bits << count | (payload[place / 8] >> low & mask(count));
      left -= count;
    }
    return bits;
  }

  private void writeMotorola(byte[] payload, long bits) {
    for (int left = length, place = start; left > 0; place = nextByte(place)) {
      int count = Math.min(place % 8 + 1, left);
      int low = place % 8 + 1 - count;
      left -= count;
      put(payload, place / 8, low, count, (int) (bits >>> left));
    }
  }

  /** Writes the low {@code count} bits of a number to a byte, from bit {@code low} upwards. */
  private static void put(byte[] payload, int at, int low, int count, int bits) {
    int others = payload[at] & ~(mask(count) << low);
    payload[at] = (byte) (others | (bits & mask(count)) << low);
  }

  private static int mask(int count) {
    return (1 << count) - 1;
  }

  /** Bit 7 of the byte after that of a place. */
  private static int nextByte(int place) {
    return place / 8 * 8 + 15;
  }
}
