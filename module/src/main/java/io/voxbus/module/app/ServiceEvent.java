package io.voxbus.module.app;

/** What happens to the service as a whole, and is counted. */
enum ServiceEvent {
  /** Something could not be written to the journal. */
  JOURNAL_FAILED
}
