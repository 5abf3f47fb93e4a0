package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.Optional;

/**
 * The sum of a frame, as several makers have it: low and high byte of an identifier, a constant and
 * all bytes of the payload but the checksum's own, of which the lowest 8 bits count.
 *
 * @param id whose two bytes are added; 0 for none
 * @param constant 0 to 255
 * @param checksum one whole byte
 * @param counter empty where the message has none
 */
record Sum8(int id, int constant, BitField checksum, Optional<RollingCounter> counter)
    implements Protection {
  @Override
  public int modulo() {
    return counter.map(RollingCounter::modulo).orElse(1);
  }

  @Override
  public void protect(byte[] payload, int count) {
    counter.ifPresent(rolling -> rolling.protect(payload, count));
    checksum.write(payload, 0);
    int sum = (id & 0xFF) + (id >> 8 & 0xFF) + constant;
    for (byte octet : payload) {
      sum += octet & 0xFF;
    }
    checksum.write(payload, sum & 0xFF);
  }

  @Override
  public Optional<BitField> checksumBits() {
    return Optional.of(checksum);
  }

  @Override
  public Optional<BitField> counterBits() {
    return counter.map(RollingCounter::bits);
  }
}
