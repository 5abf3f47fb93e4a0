package io.voxbus.module.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The wish that this process ends, and the time it gets to do so. */
public final class Termination {
  private static final long GRACE_SECONDS = 10;

  private final CompletableFuture<Integer> wished = new CompletableFuture<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /** The wish that comes with SIGTERM or SIGINT. The process then ends with exit code 0. */
  public static Termination bySignal() {
    Termination termination = new Termination();
    Runtime.getRuntime().addShutdownHook(new Thread(termination::end, "termination"));
    return termination;
  }

  /**
   * Waits until the end is wished for.
   *
   * @return the exit code: 0 as somebody wants it, 1 because of a fault
   */
  public int await() {
    return wished.join();
  }

  /** Wishes for the end. */
  void wish() {
    wished.complete(0);
  }

  /** Wishes for the end because nothing good can come any more. */
  void fault() {
    wished.complete(1);
  }

  /** The work is done, and the process may end. */
  public void done() {
    done.complete(null);
  }

  private void end() {
    if (done.isDone()) {
      return; // the process ends by itself, with its own exit code
    }
    wish();
    boolean orderly =
        done.orTimeout(GRACE_SECONDS, TimeUnit.SECONDS)
            .handle((ended, fault) -> fault == null)
            .join();
    // Without this, the JVM ends with 128 + 15 although everything was put in order.
    Runtime.getRuntime().halt(orderly ? 0 : 1);
  }
}
