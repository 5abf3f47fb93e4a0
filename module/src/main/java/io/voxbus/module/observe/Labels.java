package io.voxbus.module.observe;

import java.util.Locale;

/** Constants of the wire as values of labels. */
final class Labels {
  /** What this version does not know: a label's values are a closed list. */
  static final String OTHER = "other";

  private static final String WIRE_PREFIX = "^(OUTCOME|CALL|REASON|SEAT|UPDATE)_";

  private Labels() {}

  /** In lower case, without what the wire puts before all of them: OUTCOME_DONE is done. */
  static String of(Enum<?> constant) {
    String label = constant.name().replaceFirst(WIRE_PREFIX, "").toLowerCase(Locale.ROOT);
    return label.equals("unrecognized") ? OTHER : label;
  }
}
