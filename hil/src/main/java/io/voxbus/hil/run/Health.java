package io.voxbus.hil.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Whether a bench is as it should be. */
final class Health {
  /** Within this a bench must be well again after whatever a scenario did to it. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();

  private final Bench bench;

  Health(Bench bench) {
    this.bench = bench;
  }

  /** What is still wrong with the bench after it had time to become well. */
  Optional<String> illness() {
    long until = System.nanoTime() + RECOVERY.toNanos();
    List<String> complaints = bench.complaints();
    while (!complaints.isEmpty() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      complaints = bench.complaints();
    }
    return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", complaints));
  }

  /** Undoes every fault; what is wrong after that. */
  Optional<String> restore() {
    try {
      bench.restore().await(RECOVERY.toMillis(), TimeUnit.MILLISECONDS);
      return illness();
    } catch (TimeoutException | RuntimeException fault) {
      return Optional.of("the bench could not be restored: " + fault);
    }
  }
}
