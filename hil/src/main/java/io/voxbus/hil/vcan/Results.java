package io.voxbus.hil.vcan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What was tried and what was seen. */
final class Results {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Result> results = new ArrayList<>();

  private record Result(String fact, boolean passed, String seen) {}

  /** Something that is tried. */
  interface Trial {
    void run() throws Exception;
  }

  /** A fact that should hold, with what was seen. */
  void check(String fact, boolean passed, Object seen) {
    String text = String.valueOf(seen);
    results.add(new Result(fact, passed, text));
    System.out.println((passed ? "ok      " : "FAILED  ") + fact + ": " + text);
  }

  /** The same for a fact that may take a while. */
  void eventually(String fact, BooleanSupplier passed, Supplier<Object> seen)
      throws InterruptedException {
    check(fact, await(passed), seen.get());
  }

  /** Runs one trial; what it throws is a failure of it alone. */
  void trying(String name, Trial trial) {
    try {
      trial.run();
    } catch (Exception failure) {
      check(name, false, failure);
    }
  }

  /** Whether a condition comes true in time. */
  static boolean await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }

  /** How many failed. */
  long failed() {
    return results.stream().filter(result -> !result.passed()).count();
  }

  /** The table. */
  String table() {
    StringBuilder table = new StringBuilder();
    results.forEach(
        result ->
            table.append(
                "%-6s  %-62s  %s%n"
                    .formatted(result.passed() ? "ok" : "FAILED", result.fact(), result.seen())));
    return table
        .append("%d passed, %d failed%n".formatted(results.size() - failed(), failed()))
        .toString();
  }
}
