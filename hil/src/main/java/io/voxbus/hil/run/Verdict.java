package io.voxbus.hil.run;

/** How something ended. */
public enum Verdict {
  /** As expected. */
  PASSED,
  /** The device under test did not do what was expected. */
  FAILED,
  /** The bench could not find out: something of its own is broken. */
  ERROR,
  /** It was not tried. */
  SKIPPED
}
