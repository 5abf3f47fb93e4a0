package io.voxbus.hil.bench;

import io.voxbus.hil.report.Document;
import io.voxbus.hil.report.Reports;
import io.voxbus.hil.report.RunRecord;
import io.voxbus.hil.run.Bench;
import io.voxbus.hil.run.BenchRun;
import io.voxbus.hil.run.DeviceFiles;
import io.voxbus.hil.scenario.Scenario;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code voxbus bench run}: scenarios against a device under test. */
@Command(
    name = "run",
    description = {
      "Runs scenarios: drives the device under test with sentences, and judges frames, answers and timing.",
      "",
      "The target virtual is the service with a virtual bridge, bus and vehicle, all in this process; mqtt://host:port or"
          + " mqtt://host:port/VEHICLE is a rig behind a broker. The format of scenarios is explained in docs/bench.md."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every scenario passed, or does not fit the target",
      "1:the device under test failed at least one",
      "2:the bench or a scenario is broken"
    })
public final class RunCommand implements Callable<Integer> {
  private static final int MOST_BENCHES = 16;

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final TargetOptions targets = new TargetOptions();

  @Option(
      names = "--benches",
      paramLabel = "N",
      description = "how many virtual benches work at once, 1 to 16 (${DEFAULT-VALUE})")
  private int benches = 1;

  @Option(names = "--repeat", paramLabel = "N", description = "run all so often (${DEFAULT-VALUE})")
  private int rounds = 1;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description = "run in another order, the same for the same number")
  private Optional<Long> shuffle = Optional.empty();

  @Option(
      names = "--stop-on-failure",
      description = "begin nothing more once something did not pass")
  private boolean stopOnFailure;

  @Option(
      names = "--deterministic",
      description =
          "the reports of two runs in which the same happens are the same bytes: they tell no measured time, and no"
              + " host; on one virtual bench")
  private boolean deterministic;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where reports are written (${DEFAULT-VALUE})")
  private Path report = Path.of("bench-report");

  @Option(names = "--quiet", description = "do not tell what passes")
  private boolean quiet;

  /** The command for a terminal. */
  public RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new Guard(spec, terminal).run(this::run);
  }

  private int run() throws IOException, InterruptedException {
    Guard guard = new Guard(spec, terminal);
    if (rounds < 1 || benches < 1 || benches > MOST_BENCHES) {
      throw guard.wrong("--repeat must be at least 1, and --benches 1 to " + MOST_BENCHES);
    }
    List<Scenario> scenarios = selection.scenarios(guard);
    DeviceFiles files = targets.files();
    List<Target> all = targets.all(guard);
    if (deterministic && (benches > 1 || !all.equals(List.of(new Target.Virtual())))) {
      throw guard.wrong("--deterministic needs one virtual bench");
    }
    List<Supplier<Bench>> makers =
        all.stream().flatMap(target -> target.benches(benches, files)).toList();
    Instant started = Instant.now();
    Progress progress = new Progress(terminal, scenarios.size() * rounds, rounds, quiet);
    BenchRun.Finished finished =
        BenchRun.run(
            new BenchRun.Plan(scenarios, rounds, shuffle, stopOnFailure, deterministic, makers),
            progress);
    RunRecord record =
        new RunRecord(
            started,
            all.stream().map(Target::words).toList(),
            rounds,
            shuffle,
            files.board(),
            files.model(),
            finished.results(),
            finished.devices());
    Document told = Document.of(record);
    Document document = deterministic ? told.inLogicalTime() : told;
    Reports.write(report, document);
    Progress.sum(terminal, document, report);
    return MergeCommand.code(document);
  }
}
