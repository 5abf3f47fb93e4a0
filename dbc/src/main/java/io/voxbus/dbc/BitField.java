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
    int[] places = places();
    return Math.max(places[0], places[length - 1]) / 8 < bytes;
  }

  /** The bits as an unsigned number in the low end of a long. The payload must fit. */
  public long read(byte[] payload) {
    long bits = 0;
    for (int place : places()) {
      bits = bits << 1 | (payload[place / 8] >> place % 8 & 1);
    }
    return bits;
  }

  /**
   * Writes the low {@code length} bits of {@code bits} and leaves the others as they are. The
   * payload must fit.
   */
  public void write(byte[] payload, long bits) {
    int left = length;
    for (int place : places()) {
      left--;
      int mask = 1 << place % 8;
      boolean set = (bits >>> left & 1) == 1;
      payload[place / 8] = (byte) (set ? payload[place / 8] | mask : payload[place / 8] & ~mask);
    }
  }

  /** Bit numbers from the most to the least significant bit. */
  private int[] places() {
    int[] places = new int[length];
    int place = order == Order.INTEL ? start + length - 1 : start;
    for (int i = 0; i < length; i++) {
      places[i] = place;
      place = order == Order.INTEL ? place - 1 : nextMotorola(place);
    }
    return places;
  }

  private static int nextMotorola(int place) {
    return place % 8 == 0 ? place + 15 : place - 1;
  }
}
