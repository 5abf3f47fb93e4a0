package io.voxbus.module.observe;

import java.io.Serial;

/**
 * A fault without its message, which may quote what was said: its kind, its place and its causes.
 */
public final class Redacted extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private Redacted(String kind, StackTraceElement[] place) {
    super(kind);
    setStackTrace(place);
  }

  /** The same fault, without any words. */
  public static Redacted of(Throwable fault) {
    Redacted redacted = new Redacted(fault.getClass().getName(), fault.getStackTrace());
    Throwable cause = fault.getCause();
    if (cause != null) {
      redacted.initCause(of(cause));
    }
    return redacted;
  }
}
