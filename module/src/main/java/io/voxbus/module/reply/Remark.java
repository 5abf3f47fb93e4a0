package io.voxbus.module.reply;

/** What is said where there is nothing to be done, and silence would be no answer. */
public enum Remark {
  /** The speaker did not want it after all. */
  DROPPED,
  /** Nothing was carried out lately that could be put back. */
  NOTHING_TO_UNDO,
  /** What was carried out cannot be put back: nobody knows what was before. */
  NOBODY_KNOWS_BEFORE,
  /** The service ended while it was under way, and nobody knows whether all of it was done. */
  INTERRUPTED,
  /** The service ended while it was under way; it was done all the same. */
  RESUMED,
  /** The service ended while it was under way, and not all of it was done. */
  RESUMED_IN_PART
}
