package io.voxbus.hil.time;

import java.util.concurrent.locks.LockSupport;

/** Waits for moments by the monotonic clock. */
public final class Deadline {
  /** A parked thread wakes up so much too late, about; the rest is waited for awake. */
  private static final long AWAKE_NANOS = 80_000;

  private Deadline() {}

  /**
   * Returns at a moment, at once when it has passed.
   *
   * @param nanos by {@link System#nanoTime}
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public static void await(long nanos) throws InterruptedException {
    for (long left = left(nanos); left > 0; left = left(nanos)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private static long left(long nanos) {
    return nanos - System.nanoTime();
  }
}
