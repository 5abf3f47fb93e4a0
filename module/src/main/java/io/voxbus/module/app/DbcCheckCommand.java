package io.voxbus.module.app;

import io.voxbus.dbc.DbcCheck;
import io.voxbus.dbc.DbcFinding;
import io.voxbus.dbc.DbcFinding.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code voxbus dbc check}: what is wrong or odd in DBC files. */
@Command(
    name = "check",
    description = {
      "Reads DBC files and tells what is wrong or odd in them, one finding a line:",
      "",
      "FILE:LINE: error|warning: what it is; how to mend it",
      "",
      "An error is what makes Voxbus refuse the file, or two signals that lie on each other. A warning is what real files"
          + " have and live with. Exit code 1 if there is an error, else 0."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class DbcCheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "FILE.dbc", description = "the DBC files")
  private List<Path> files = new ArrayList<>();

  DbcCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<DbcFinding> findings =
        files.stream().flatMap(file -> DbcCheck.read(file).stream()).toList();
    findings.forEach(terminal.out()::println);
    long errors = findings.stream().filter(finding -> finding.level() == Level.ERROR).count();
    terminal
        .out()
        .printf(
            "%d files: %d errors, %d warnings%n", files.size(), errors, findings.size() - errors);
    return errors == 0 ? 0 : 1;
  }
}
