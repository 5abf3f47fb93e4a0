package io.voxbus.module.app;

import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import java.util.Locale;

/** What the service does about a reading, before the vehicle has its say. */
enum Decision {
  /** Carry out its calls, where board and interlocks allow it. */
  ACT,
  /** Ask which of two readings was meant. */
  ASK,
  /** Nothing: the reading has no calls, or is too unsure even for a question. */
  NOTHING;

  static Decision of(Resolution reading, Manifest.Thresholds thresholds) {
    if (reading.calls().isEmpty()) {
      return NOTHING;
    }
    if (reading.sure() && reading.confidence() >= thresholds.act()) {
      return ACT;
    }
    return reading.doubt().isPresent() && reading.confidence() >= thresholds.ask() ? ASK : NOTHING;
  }

  /** As it is written out. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
