package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.Optional;

/**
 * All bytes of a payload but the checksum's own, one exclusive-or the other, from a constant.
 *
 * @param constant 0 to 255
 * @param checksum one whole byte
 * @param counter empty where the message has none
 */
record Xor8(int constant, BitField checksum, Optional<RollingCounter> counter)
    implements Protection {
  @Override
  public int modulo() {
    return counter.map(RollingCounter::modulo).orElse(1);
  }

  @Override
  public void protect(byte[] payload, int count) {
    counter.ifPresent(rolling -> rolling.protect(payload, count));
    checksum.write(payload, 0);
    int rest = constant;
    for (byte octet : payload) {
      rest ^= octet & 0xFF;
    }
    checksum.write(payload, rest);
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
