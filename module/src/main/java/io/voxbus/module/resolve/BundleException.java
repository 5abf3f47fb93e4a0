package io.voxbus.module.resolve;

/**
 * A model bundle that must not be run; the message says what is wrong with it and what mends it.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String mend;

  /**
   * @param problem what is wrong, without a full stop
   * @param mend what to do about it, without a full stop
   */
  BundleException(String problem, String mend) {
    super(problem + "; " + mend);
    this.problem = problem;
    this.mend = mend;
  }

  BundleException(String problem, String mend, Throwable cause) {
    super(problem + "; " + mend, cause);
    this.problem = problem;
    this.mend = mend;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }
}
