package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import java.util.List;

/** How a message's frames are guarded, so that its receiver sees loss, repetition and change. */
interface Protection {
  /** How many values the counter has: a count goes from 0 to one less, and again from 0. */
  int modulo();

  /** Writes counter and checksum into a payload that has everything else. */
  void protect(byte[] payload, int count);

  /** The bits that it writes. */
  List<BitField> fields();
}
