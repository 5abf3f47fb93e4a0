package io.voxbus.module.app;

import io.voxbus.module.can.BoardCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code voxbus board check}: what is wrong in a board's files. */
@Command(
    name = "check",
    description = {
      "Reads board.yaml, mapping.yaml and the DBC file of each folder, and tells all that is wrong:"
          + " a line a finding, with file, place, cause and mend.",
      "",
      "Lines that begin with \"note:\" may be meant so. Exit code 1 when something was found."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BoardCheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "folders of boards, or files in them")
  private List<Path> folders = List.of();

  BoardCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return folders.stream().mapToInt(this::check).sum() == 0 ? 0 : 1;
  }

  private int check(Path path) {
    Path folder = Files.isRegularFile(path) ? path.resolveSibling("") : path;
    BoardCheck.Report report = BoardCheck.of(folder);
    report.findings().forEach(finding -> terminal.out().println(folder + ": " + finding));
    report.notes().forEach(note -> terminal.out().println("note: " + folder + ": " + note));
    int count = report.findings().size();
    terminal.out().println(folder + ": " + (count == 0 ? "good" : count + " to mend"));
    return count;
  }
}
