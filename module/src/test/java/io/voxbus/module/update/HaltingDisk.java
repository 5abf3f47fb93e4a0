package io.voxbus.module.update;

import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A disk that says so before one of its steps, and stands still there for ever: who hears it kills
 * the process, in which all else has gone on.
 */
public final class HaltingDisk {
  private final AtomicLong left;
  private final Runnable halted;

  /**
   * @param steps how many are done
   * @param halted told before the next one
   */
  public HaltingDisk(long steps, Runnable halted) {
    this.left = new AtomicLong(steps);
    this.halted = halted;
  }

  /** From now on that many steps are done. */
  public void let(long steps) {
    left.set(steps);
  }

  /** A folder of models on this disk; it must be there. */
  public ModelStore store(Path folder, Path builtIn, Catalogue catalogue) {
    return new ModelStore(folder, builtIn, catalogue, InstantSource.system(), new Disk(this::step));
  }

  private void step() {
    if (left.getAndDecrement() <= 0) {
      halted.run();
      while (true) {
        LockSupport.park(this);
      }
    }
  }
}
