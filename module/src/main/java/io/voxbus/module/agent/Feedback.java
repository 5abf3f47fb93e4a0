package io.voxbus.module.agent;

/**
 * What became of a step.
 *
 * @param activity the operation
 * @param status of the operation
 * @param action of its one action; empty where there is none to tell of
 * @param component the action's component
 * @param version its version
 * @param message why, one line, for a person to read; may be empty
 */
record Feedback(
    String activity,
    String status,
    String action,
    String component,
    String version,
    String message) {

  /** Without an action. */
  static Feedback of(String activity, String status, String message) {
    return new Feedback(activity, status, "", "", "", message);
  }
}
