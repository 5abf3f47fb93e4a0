package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.List;
import java.util.Optional;

/**
 * AUTOSAR end-to-end protection, profile 2.
 *
 * <p>The checksum is CRC-8H2F (polynomial 0x2F, from 0xFF, inverted at the end) over the payload
 * without its first byte, and then the data id that the counter picks.
 *
 * @param dataIds 16 bytes, 0 to 255 each, one for each count
 * @param checksum the payload's first byte
 * @param counter 4 bits, counting 0 to 15 and again from 0
 */
record E2eProfile2(List<Integer> dataIds, BitField checksum, BitField counter)
    implements Protection {
  E2eProfile2 {
    dataIds = List.copyOf(dataIds);
  }

  @Override
  public int modulo() {
    return 16;
  }

  @Override
  public void protect(byte[] payload, int count) {
    counter.write(payload, count);
    int crc = 0xFF;
    for (int i = 1; i < payload.length; i++) {
      crc = Crc8.H2F.step(crc, payload[i] & 0xFF);
    }
    checksum.write(payload, Crc8.H2F.step(crc, dataIds.get(count)) ^ 0xFF);
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
