package io.voxbus.module.update;

/** An update that cannot be made; the message says what is wrong, and what mends it. */
public final class UpdateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong, without a full stop
   * @param mend what to do about it, without a full stop
   */
  UpdateException(String problem, String mend) {
    super(problem + "; " + mend);
  }

  UpdateException(String problem, String mend, Throwable cause) {
    super(problem + "; " + mend, cause);
  }
}
