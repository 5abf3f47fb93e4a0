package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A call that the gate let through. Only the gate can make one, the encoder takes nothing else, and
 * it opens the way to the wire for this one call, once, for two seconds.
 */
public final class Pass implements Verdict {
  /** How long a pass lives. */
  public static final Duration LIFE = Duration.ofSeconds(2);

  private final Grounded grounded;
  private final long issuedNanos;
  private final AtomicBoolean used = new AtomicBoolean();

  Pass(Grounded grounded, long issuedNanos) {
    this.grounded = grounded;
    this.issuedNanos = issuedNanos;
  }

  /** The call that may pass. */
  public Grounded grounded() {
    return grounded;
  }

  /**
   * Uses the pass up.
   *
   * @param call the call that is about to go out
   * @param nowNanos the time, by the clock that the gate has
   * @return whether it may: false for another call, a pass that was used before, or one that is too
   *     old
   */
  boolean redeem(Grounded call, long nowNanos) {
    boolean first = used.compareAndSet(false, true);
    boolean alive = nowNanos - issuedNanos <= LIFE.toNanos();
    return first && alive && grounded.equals(call);
  }
}
