package io.voxbus.hil.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.voxbus.hil.report.Reports;
import io.voxbus.hil.report.RunRecord;
import io.voxbus.hil.run.Bench;
import io.voxbus.hil.run.BenchRun;
import io.voxbus.hil.run.Result;
import io.voxbus.hil.run.Verdict;
import io.voxbus.hil.scenario.Scenario;
import io.voxbus.hil.scenario.ScenarioReader;
import io.voxbus.module.app.Home;
import io.voxbus.module.app.Mistakes;
import io.voxbus.module.app.ModelOption;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import io.voxbus.module.observe.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
  private static final int BROKEN = 2;
  private static final int MOST_BENCHES = 16;

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ModelOption model = new ModelOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "scenario files, or folders of them")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "virtual or a broker's address (virtual); several addresses are used at once")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--board",
      paramLabel = "DIR",
      description = "the board's folder (the virtual board that comes with Voxbus)")
  private Optional<Path> board = Optional.empty();

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
      names = "--tag",
      paramLabel = "TAG",
      description = "only scenarios with one of these tags; -TAG leaves out those with it")
  private List<String> tags = new ArrayList<>();

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
    Logs.onlyErrors(); // the reports tell what a log would
    ((Logger) LoggerFactory.getLogger("io.moquette")).setLevel(Level.OFF); // its end is no error
    try {
      return run();
    } catch (IOException | RuntimeException broken) {
      return tell(broken);
    }
  }

  private int run() throws IOException, InterruptedException {
    List<Scenario> scenarios = chosen(new ScenarioReader().readAll(paths));
    Path boardFolder = board.orElseGet(() -> Home.folder().resolve("board-configs/virtual"));
    List<Target> all = targets();
    List<Supplier<Bench>> makers =
        all.stream()
            .flatMap(target -> target.benches(benches, boardFolder, model.folder()))
            .toList();
    Instant started = Instant.now();
    Progress progress = new Progress(terminal, scenarios.size() * rounds, rounds, quiet);
    BenchRun.Finished finished =
        BenchRun.run(
            new BenchRun.Plan(scenarios, rounds, shuffle, stopOnFailure, makers), progress);
    RunRecord record =
        new RunRecord(
            started,
            all.stream().map(Target::words).toList(),
            rounds,
            shuffle,
            boardFolder,
            model.folder(),
            finished.results(),
            finished.devices());
    Reports.write(report, record);
    progress.sum(record, report);
    return code(finished.results());
  }

  private List<Scenario> chosen(List<Scenario> scenarios) {
    if (rounds < 1 || benches < 1 || benches > MOST_BENCHES) {
      throw wrong("--repeat must be at least 1, and --benches 1 to " + MOST_BENCHES);
    }
    List<String> without =
        tags.stream().filter(tag -> tag.startsWith("-")).map(tag -> tag.substring(1)).toList();
    List<String> with = tags.stream().filter(tag -> !tag.startsWith("-")).toList();
    List<Scenario> chosen =
        scenarios.stream()
            .filter(each -> with.isEmpty() || each.tags().stream().anyMatch(with::contains))
            .filter(each -> each.tags().stream().noneMatch(without::contains))
            .toList();
    if (chosen.isEmpty()) {
      throw wrong("no scenario is left to run; there are tags " + allTags(scenarios));
    }
    return chosen;
  }

  private static String allTags(List<Scenario> scenarios) {
    return scenarios.stream()
        .flatMap(each -> each.tags().stream())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private List<Target> targets() {
    try {
      return (targets.isEmpty() ? List.of("virtual") : targets)
          .stream().map(Target::parse).toList();
    } catch (IllegalArgumentException mistake) {
      throw wrong(String.valueOf(mistake.getMessage()));
    }
  }

  private ParameterException wrong(String mistake) {
    return new ParameterException(spec.commandLine(), mistake);
  }

  private static int code(List<Result> results) {
    Set<Verdict> verdicts = results.stream().map(Result::verdict).collect(Collectors.toSet());
    if (verdicts.contains(Verdict.ERROR)) {
      return BROKEN;
    }
    return verdicts.contains(Verdict.FAILED) ? 1 : 0;
  }

  private int tell(Exception broken) {
    String name = spec.qualifiedName();
    if (broken instanceof ParameterException wrong) {
      throw wrong;
    }
    if (Mistakes.isMistake(broken)) {
      terminal.err().printf("%s: %s%n", name, Mistakes.line(broken));
    } else {
      terminal.err().printf("%s: internal error%n", name);
      broken.printStackTrace(terminal.err());
    }
    return BROKEN;
  }
}
