package io.voxbus.hil.chaos;

import io.voxbus.hil.process.Broker;
import io.voxbus.module.app.Home;
import io.voxbus.module.app.ModelOption;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus chaos}: kills parts at random, and counts what must never happen. */
@Command(
    name = "chaos",
    description = {
      "Runs the broker mosquitto, the service and the virtual bridge as processes, says sentences, and meanwhile kills"
          + " the processes at random, puts the service's clock forward and back, and fills the disk. The bridge loses,"
          + " delays, doubles and falsifies some of its acks. The car drives and parks in turn.",
      "",
      "Counts commands that were on the bus twice, commands that were on the bus though the car had long been driving, and"
          + " transcripts without an answer; none of these may be."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing happened that must not", "1:something did", "2:wrong usage"})
public final class ChaosCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--transcripts",
      paramLabel = "N",
      description = "how many sentences are said (${DEFAULT-VALUE})")
  private int transcripts = 10_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "how many a second, at most 1000 (${DEFAULT-VALUE})")
  private int rate = 25;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "the mean time between two disturbances (${DEFAULT-VALUE})")
  private int every = 8;

  @Option(names = "--seed", paramLabel = "N", description = "of the choices (${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where logs and the bus's frames are kept (a temporary folder)")
  private Optional<Path> folder = Optional.empty();

  /** The command for a terminal. */
  public ChaosCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String mosquitto =
        Broker.find().orElseThrow(() -> wrong("mosquitto is not installed; install that package"));
    if (transcripts < 1 || rate < 1 || rate > 1000 || every < 1) {
      throw wrong("--transcripts, --rate (at most 1000) and --every must be at least 1");
    }
    Path where =
        folder.isPresent()
            ? Files.createDirectories(folder.get())
            : Files.createTempDirectory("voxbus-chaos");
    terminal.err().println("logs and frames are in " + where);
    Findings findings =
        Chaos.run(
            new Chaos.Plan(
                where,
                mosquitto,
                Home.folder().resolve("board-configs/virtual"),
                model.folder(),
                transcripts,
                rate,
                Duration.ofSeconds(every),
                seed),
            progress -> terminal.err().println(progress));
    report(findings);
    return findings.isGood() && findings.answered() == transcripts ? 0 : 1;
  }

  private ParameterException wrong(String mistake) {
    return new ParameterException(spec.commandLine(), mistake);
  }

  private void report(Findings findings) {
    PrintStream out = terminal.out();
    findings
        .disturbances()
        .forEach((what, times) -> line(out, what.name().toLowerCase(Locale.ROOT), times));
    if (!findings.diskWasFull()) {
      out.println("disk_full was without effect: a disk to fill needs the right to mount one");
    }
    line(out, "transcripts", transcripts);
    findings.outcomes().forEach((outcome, times) -> line(out, "  " + outcome, times));
    line(out, "answered only as having come before", findings.onlyDuplicate().size());
    line(out, "commands on the bus", findings.carriedOut());
    line(out, "transcripts without an answer", transcripts - findings.answered());
    line(out, "commands twice", findings.twice());
    line(out, "commands that are forbidden while driving", findings.forbidden());
  }

  private static void line(PrintStream out, String name, int number) {
    out.printf("%-42s %6d%n", name, number);
  }

  private static void line(PrintStream out, String name, Set<String> which) {
    line(out, name, which.size());
    which.forEach(id -> out.println("  " + id));
  }
}
