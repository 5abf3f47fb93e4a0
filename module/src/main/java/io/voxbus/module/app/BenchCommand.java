package io.voxbus.module.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus bench}: measurements, each a subcommand. */
@Command(
    name = "bench",
    description = "Measures speed and memory on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what to measure");
  }
}
