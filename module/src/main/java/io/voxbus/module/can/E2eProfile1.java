package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.Arrays;

/**
 * AUTOSAR end-to-end protection, profile 1, both bytes of the data id in every checksum.
 *
 * <p>The checksum is CRC-8 SAE J1850 (polynomial 0x1D) over the data id, low byte first, and the
 * payload without its first byte. The profile starts from 0 and inverts nothing: the two inversions
 * of plain J1850 cancel out.
 *
 * @param dataId 0 to 0xFFFF, known to sender and receiver and not sent
 * @param checksum the payload's first byte
 * @param counter 4 bits, counting 0 to 14 and again from 0
 */
public record E2eProfile1(int dataId, BitField checksum, BitField counter) {
  /** The counter after one; 15 is never sent. */
  static int next(int counter) {
    return (counter + 1) % 15;
  }

  /** Writes counter and checksum into a payload. */
  public void protect(byte[] payload, int count) {
    counter.write(payload, count);
    int crc = step(step(0, dataId & 0xFF), dataId >> 8);
    for (int i = 1; i < payload.length; i++) {
      crc = step(crc, payload[i] & 0xFF);
    }
    checksum.write(payload, crc);
  }

  /** The counter of a payload. */
  public int count(byte[] payload) {
    return Math.toIntExact(counter.read(payload));
  }

  /** Whether a payload has the checksum that belongs to it. */
  public boolean holds(byte[] payload) {
    byte[] right = payload.clone();
    protect(right, count(payload));
    return Arrays.equals(right, payload);
  }

  /** The CRC after one more byte. */
  static int step(int crc, int octet) {
    int rest = crc ^ octet;
    for (int bit = 0; bit < 8; bit++) {
      rest = (rest & 0b1000_0000) == 0 ? rest << 1 : (rest << 1 ^ 0x1D) & 0xFF;
    }
    return rest;
  }
}
