package io.voxbus.module.agent;

/** What the update manager commands, in this order; after a failure only {@link #CLEANUP}. */
enum Step {
  /** The file must be there, and whole. */
  DOWNLOAD("DOWNLOADING", "DOWNLOAD_SUCCESS", "DOWNLOAD_FAILURE"),
  /** It is installed beside the bundle that answers. */
  UPDATE("UPDATING", "UPDATE_SUCCESS", "UPDATE_FAILURE"),
  /** It has proven itself, and answers. */
  ACTIVATE("ACTIVATING", "ACTIVATION_SUCCESS", "ACTIVATION_FAILURE"),
  /** The bundle before answers again. */
  ROLLBACK("ROLLBACK", "ROLLBACK_SUCCESS", "ROLLBACK_FAILURE"),
  /** The file is deleted. */
  CLEANUP("CLEANUP", "CLEANUP_SUCCESS", "CLEANUP_FAILURE");

  private final String running;
  private final String success;
  private final String failure;

  Step(String running, String success, String failure) {
    this.running = running;
    this.success = success;
    this.failure = failure;
  }

  /** The status while it lasts. */
  String running() {
    return running;
  }

  /** The status when it went well. */
  String success() {
    return success;
  }

  /** The status when it did not. */
  String failure() {
    return failure;
  }

  /** Whether an action has this step's statuses, too; the others are the operation's alone. */
  boolean isOfAction() {
    return this != ROLLBACK && this != CLEANUP;
  }
}
