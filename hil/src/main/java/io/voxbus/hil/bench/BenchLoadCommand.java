package io.voxbus.hil.bench;

import io.voxbus.hil.load.Measured;
import io.voxbus.hil.load.Pace;
import io.voxbus.hil.report.StageLatencies;
import io.voxbus.hil.run.Bench;
import io.voxbus.hil.run.Utterance;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code voxbus bench load}: latencies at a given rate. */
@Command(
    name = "load",
    description = {
      "Says sentences at an even rate, whether they are answered or not, and prints how long each stage took, and what was"
          + " answered.",
      "",
      "Each time runs from when a sentence was due: one that is said late, or answered late, shortens no other's time. Also"
          + " tells how punctual the sender itself was. For floods, and processes of their own, there is voxbus load."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all were answered",
      "1:some were not, within 30 s after the last",
      "2:the bench is broken"
    })
public final class BenchLoadCommand implements Callable<Integer> {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
  private static final int HIGHEST_RATE = 10_000;

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "sentences a second, 1 to 10000 (${DEFAULT-VALUE})")
  private int rate = 10;

  @Option(names = "--for", paramLabel = "SECONDS", description = "how long (${DEFAULT-VALUE})")
  private int seconds = 60;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where the histograms are written (${DEFAULT-VALUE})")
  private Path report = Path.of("bench-load");

  /** The command for a terminal. */
  public BenchLoadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Guard guard = new Guard(spec, terminal);
    if (rate < 1 || rate > HIGHEST_RATE || seconds < 1) {
      throw guard.wrong("--rate is 1 to " + HIGHEST_RATE + ", and --for at least 1");
    }
    return guard.run(() -> load(target.one(guard)));
  }

  private int load(Target driven) throws IOException, InterruptedException {
    try (Bench bench = driven.benches(1, target.files()).findFirst().orElseThrow().get()) {
      Instant started = Instant.now();
      long origin = System.nanoTime();
      Measured measured = new Pace(bench).hold(rate, Duration.ofSeconds(seconds));
      StageLatencies latencies = new StageLatencies(started);
      for (Utterance utterance : measured.utterances()) {
        latencies.add(started.plusNanos(utterance.said() - origin), utterance.micros());
      }
      latencies.write(report);
      tell(measured, latencies);
      return measured.answered() == measured.said() ? 0 : 1;
    }
  }

  private void tell(Measured measured, StageLatencies latencies) {
    terminal.out().println("said: " + measured.sender().told());
    terminal
        .out()
        .println(
            "answered: "
                + measured.outcomes().entrySet().stream()
                    .map(each -> word(each.getKey()) + " " + each.getValue())
                    .sorted()
                    .collect(Collectors.joining(", "))
                + "; without an answer "
                + (measured.said() - measured.answered()));
    terminal
        .out()
        .printf(
            "%-12s %8s %9s %9s %9s %9s %9s%n",
            "stage, ms", "count", "p50", "p90", "p99", "p99.9", "max");
    latencies.whole().forEach((stage, values) -> row(stage.word(), values));
    terminal.out().println("histograms are in " + report);
  }

  private void row(String stage, Histogram values) {
    StringBuilder row = new StringBuilder();
    row.append(String.format(Locale.ROOT, "%-12s %8d", stage, values.getTotalCount()));
    for (double percentile : PERCENTILES) {
      row.append(
          String.format(Locale.ROOT, " %9.3f", values.getValueAtPercentile(percentile) / 1e3));
    }
    terminal.out().println(row);
  }

  private static String word(Enum<?> outcome) {
    return outcome.name().substring("OUTCOME_".length()).toLowerCase(Locale.ROOT);
  }
}
