package io.voxbus.hil.bench;

import io.voxbus.hil.report.Document;
import io.voxbus.hil.report.Reports;
import io.voxbus.hil.run.Verdict;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus bench merge}: one report of several runs. */
@Command(
    name = "merge",
    description = {
      "Puts the reports of several runs together, such as those of the shards of a farm: all of their results, traces and"
          + " histograms in one set of reports."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every scenario passed, or does not fit its target",
      "1:the device under test failed at least one",
      "2:a bench was broken, or a report is missing"
    })
public final class MergeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "folders that voxbus bench run wrote its reports to")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where the reports of all are written (${DEFAULT-VALUE})")
  private Path report = Path.of("bench-report");

  /** The command for a terminal. */
  public MergeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new Guard(spec, terminal).run(this::merge);
  }

  private int merge() throws IOException {
    List<Document> runs = new ArrayList<>();
    for (Path folder : folders) {
      runs.add(Document.read(folder));
    }
    Document all = Document.merge(runs, folders.stream().map(Path::toString).toList());
    Reports.write(report, all);
    Progress.sum(terminal, all, report);
    return code(all);
  }

  /** The exit code for what came of a run. */
  static int code(Document run) {
    if (run.count(Verdict.ERROR) > 0) {
      return Guard.BROKEN;
    }
    return run.count(Verdict.FAILED) > 0 ? 1 : 0;
  }
}
