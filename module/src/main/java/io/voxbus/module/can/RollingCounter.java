package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.Optional;

/**
 * A counter without a checksum, and the counter of those checksums that leave it free.
 *
 * @param bits where it stands
 * @param modulo how many values it has: 1 to 2 to the number of bits
 */
record RollingCounter(BitField bits, int modulo) implements Protection {
  @Override
  public void protect(byte[] payload, int count) {
    bits.write(payload, count);
  }

  @Override
  public Optional<BitField> checksumBits() {
    return Optional.empty();
  }

  @Override
  public Optional<BitField> counterBits() {
    return Optional.of(bits);
  }
}
