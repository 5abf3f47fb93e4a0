package io.voxbus.hil.bench;

import io.voxbus.hil.report.Document;
import io.voxbus.hil.run.Result;
import io.voxbus.hil.run.Verdict;
import io.voxbus.module.app.Terminal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells how a run goes, a line for each scenario as soon as it is over. */
final class Progress implements Consumer<Result> {
  private final PrintStream out;
  private final int all;
  private final int rounds;
  private final boolean quiet;
  private int done;

  Progress(Terminal terminal, int all, int rounds, boolean quiet) {
    this.out = terminal.out();
    this.all = all;
    this.rounds = rounds;
    this.quiet = quiet;
  }

  @Override
  public synchronized void accept(Result result) {
    done++;
    if (quiet && result.verdict() == Verdict.PASSED) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "[%d/%d] %-7s %s (%.2f s)%n",
        done,
        all,
        result.verdict().name().toLowerCase(Locale.ROOT),
        result.title(rounds),
        result.took().toNanos() / 1e9);
    if (!result.message().isEmpty()) {
      out.println("    " + result.message());
    }
    out.flush();
  }

  /** Tells what came of all. */
  static void sum(Terminal terminal, Document run, Path folder) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%d passed, %d failed, %d broken, %d skipped in %.1f s; reports are in %s%n",
            run.count(Verdict.PASSED),
            run.count(Verdict.FAILED),
            run.count(Verdict.ERROR),
            run.count(Verdict.SKIPPED),
            run.took().toNanos() / 1e9,
            folder);
    terminal.out().flush();
  }
}
