package io.voxbus.module.can;

/**
 * An 8-bit cyclic redundancy check, most significant bit first.
 *
 * @param polynomial without its highest bit
 */
record Crc8(int polynomial) {
  /** Of SAE J1850. */
  static final Crc8 J1850 = new Crc8(0x1D);

  /** Of AUTOSAR's CRC-8H2F. */
  static final Crc8 H2F = new Crc8(0x2F);

  /** The rest after one more byte. */
  int step(int rest, int octet) {
    int next = rest ^ octet;
    for (int bit = 0; bit < 8; bit++) {
      next = (next & 0b1000_0000) == 0 ? next << 1 : (next << 1 ^ polynomial) & 0xFF;
    }
    return next;
  }
}
