package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.Optional;

/**
 * AUTOSAR end-to-end protection, profile 1, both bytes of the data id in every checksum.
 *
 * <p>The checksum is CRC-8 SAE J1850 over the data id, low byte first, and the payload without its
 * first byte. The profile starts from 0 and inverts nothing: the two inversions of plain J1850
 * cancel out.
 *
 * @param dataId 0 to 0xFFFF, known to sender and receiver and not sent
 * @param checksum the payload's first byte
 * @param counter 4 bits, counting 0 to 14 and again from 0
 */
record E2eProfile1(int dataId, BitField checksum, BitField counter) implements Protection {
  @Override
  public int modulo() {
    return 15;
  }

  @Override
  public void protect(byte[] payload, int count) {
    counter.write(payload, count);
    int crc = Crc8.J1850.step(Crc8.J1850.step(0, dataId & 0xFF), dataId >> 8);
    for (int i = 1; i < payload.length; i++) {
      crc = Crc8.J1850.step(crc, payload[i] & 0xFF);
    }
    checksum.write(payload, crc);
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
