package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.Optional;

/**
 * AUTOSAR end-to-end protection, profile 5, at the beginning of the payload.
 *
 * <p>The checksum is CRC-16 CCITT (polynomial 0x1021, from 0xFFFF, not inverted) over the payload
 * without its first two bytes, and then the data id, low byte first.
 *
 * @param dataId 0 to 0xFFFF, known to sender and receiver and not sent
 * @param checksum the payload's first two bytes, low byte first
 * @param counter the third byte, counting 0 to 255 and again from 0
 */
record E2eProfile5(int dataId, BitField checksum, BitField counter) implements Protection {
  @Override
  public int modulo() {
    return 256;
  }

  @Override
  public void protect(byte[] payload, int count) {
    counter.write(payload, count);
    int crc = 0xFFFF;
    for (int i = 2; i < payload.length; i++) {
      crc = step(crc, payload[i] & 0xFF);
    }
    checksum.write(payload, step(step(crc, dataId & 0xFF), dataId >> 8));
  }

  /** The CRC after one more byte. */
  static int step(int crc, int octet) {
    int rest = crc ^ octet << 8;
    for (int bit = 0; bit < 8; bit++) {
      rest = (rest & 0x8000) == 0 ? rest << 1 : (rest << 1 ^ 0x1021) & 0xFFFF;
    }
    return rest;
  }

  @Override
  public Optional<BitField> checksumBits() {
    return Optional.of(checksum);
  }

  @Override
  public Optional<BitField> counterBits() {
    return Optional.of(counter);
  }
}
