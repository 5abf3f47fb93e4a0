package io.voxbus.module.update;

import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A disk that ends its process before one of its steps, as SIGKILL does: nothing that the process
 * would do at its end is done.
 */
public final class HaltingDisk {
  /** What a shell says of a process that SIGKILL ended. */
  public static final int EXIT_CODE = 137;

  private final AtomicLong left;

  /**
   * @param steps how many are done
   */
  public HaltingDisk(long steps) {
    left = new AtomicLong(steps);
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
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
