package io.voxbus.hil.faults;

import io.voxbus.hil.bench.Guard;
import io.voxbus.module.app.Home;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus bench faults}: whether the scenarios notice what could be wrong. */
@Command(
    name = "faults",
    description = {
      "Puts one fault after the other into a copy of the virtual board or of one class, runs the scenarios against it, and"
          + " tells which of them found it.",
      "",
      "First they are run against the device as it is, where all must pass. Frames are read and judged by the board that has"
          + " no fault. Faults in code need a JDK, and Voxbus's sources."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every fault was found",
      "1:at least one was not",
      "2:a fault cannot be put in, or scenarios fail without any"
    })
public final class FaultsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Path home = Home.folder();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "scenario files, or folders of them (the regression suite)")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "the faults (hil/faults.yaml); its head explains the format")
  private Optional<Path> list = Optional.empty();

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      description = "only this one of the list; may be given several times")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--benches",
      paramLabel = "N",
      description = "how many virtual benches work at once (${DEFAULT-VALUE})")
  private int benches = 2;

  @Option(
      names = "--quick",
      description = "run only those scenarios that are to find a fault, not all for each")
  private boolean quick;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where the reports of each run go, and faults.json (${DEFAULT-VALUE})")
  private Path report = Path.of("bench-faults");

  /** The command for a terminal. */
  public FaultsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new Guard(spec, terminal).run(this::run);
  }

  private int run() throws IOException, InterruptedException {
    List<SeededFault> faults = chosen();
    Files.createDirectories(report);
    Suite.Finding without =
        suite(faults)
            .run(
                new Mutant(home.resolve(Mutant.BOARD), Optional.empty()),
                report.resolve("no-fault"));
    if (without.course() != Suite.Course.PASSED) {
      throw new IOException(
          "without any fault scenarios do not pass; see " + report.resolve("no-fault"));
    }
    FaultsReport findings = new FaultsReport();
    for (SeededFault fault : faults) {
      Suite.Finding finding =
          suite(List.of(fault)).run(mutant(fault), report.resolve(fault.name()));
      findings.add(fault, finding);
      FaultsReport.line(terminal.out(), fault, finding);
    }
    findings.write(report.resolve("faults.json"));
    terminal.out().printf("%d of %d faults were found%n", findings.found(), faults.size());
    return findings.allFound() ? 0 : 1;
  }

  private Mutant mutant(SeededFault fault) throws IOException {
    return Mutant.of(fault, home, Files.createTempDirectory("voxbus-fault"));
  }

  private List<SeededFault> chosen() {
    List<SeededFault> all = SeededFault.read(list.orElse(home.resolve("hil/faults.yaml")));
    List<SeededFault> chosen =
        all.stream().filter(fault -> names.isEmpty() || names.contains(fault.name())).toList();
    if (chosen.size() < names.size() || chosen.isEmpty()) {
      throw new Guard(spec, terminal)
          .wrong(
              "there are faults "
                  + String.join(", ", all.stream().map(SeededFault::name).toList()));
    }
    return chosen;
  }

  private Suite suite(List<SeededFault> faults) {
    List<String> options =
        new ArrayList<>(
            (paths.isEmpty() ? List.of(home.resolve("hil/scenarios")) : paths)
                .stream().map(Path::toString).toList());
    options.addAll(List.of("--benches", String.valueOf(benches)));
    if (quick) {
      faults.stream()
          .flatMap(fault -> fault.by().stream())
          .forEach(name -> options.addAll(List.of("--scenario", name)));
    }
    return new Suite(options, home.resolve(Mutant.BOARD));
  }
}
