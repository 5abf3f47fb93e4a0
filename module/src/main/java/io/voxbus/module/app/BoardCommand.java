package io.voxbus.module.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus board}: work on boards, each a subcommand. */
@Command(
    name = "board",
    description = "Looks after the files that describe a car.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BoardCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what to do: check");
  }
}
