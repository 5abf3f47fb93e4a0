package io.voxbus.canbridge;

/** Whether the vehicle did what a command asked for. */
public sealed interface Following {
  /** Its state says that it did. */
  record Confirmed() implements Following {}

  /**
   * Its state did not say so in time.
   *
   * @param detail for a log: which signal, and what it said last
   */
  record Missing(String detail) implements Following {}

  /** The board has no feedback for what was asked. */
  record Unwatched() implements Following {}
}
