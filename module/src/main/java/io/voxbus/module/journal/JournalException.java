package io.voxbus.module.journal;

/** A folder for a journal that cannot be used; the message names it and the cause. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  JournalException(String message) {
    super(message);
  }
}
