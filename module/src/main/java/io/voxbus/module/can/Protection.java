package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a message's frames are guarded, so that its receiver sees loss, repetition and change. */
public interface Protection {
  /** How many values the counter has: a count goes from 0 to one less, and again from 0. */
  int modulo();

  /** Writes counter and checksum into a payload that has everything else. */
  void protect(byte[] payload, int count);

  /** Where the checksum stands; empty where there is none. */
  Optional<BitField> checksumBits();

  /** Where the counter stands; empty where there is none. */
  Optional<BitField> counterBits();

  /** The bits that it writes. */
  default List<BitField> fields() {
    return Stream.of(checksumBits(), counterBits()).flatMap(Optional::stream).toList();
  }

  /** The counter of a payload; 0 where there is none. */
  default int count(byte[] payload) {
    return counterBits()
        .map(bits -> (int) Math.min(bits.read(payload), Integer.MAX_VALUE))
        .orElse(0);
  }

  /** Whether a payload has a counter that can be, and the checksum that belongs to it. */
  default boolean holds(byte[] payload) {
    int count = count(payload);
    if (count >= modulo()) {
      return false;
    }
    byte[] right = payload.clone();
    protect(right, count);
    return Arrays.equals(right, payload);
  }
}
