package io.voxbus.module.app;

import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.ReleaseKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voxbus model install}: a bundle's file into a folder of models. */
@Command(
    name = "install",
    description =
        "Installs a signed bundle beside the one that is active. A service that runs on the folder tries it within a second: it"
            + " takes over when it comes through its golden commands; else the service goes on with the one that it has. See"
            + " 'voxbus model list'.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelInstallCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "a file of 'voxbus model sign'")
  private Path file = Path.of("");

  @Mixin private final ModelsOption models = new ModelsOption();

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      required = true,
      description = "the public keys, in PEM, of which one must have signed it")
  private Path trust = Path.of("");

  @Option(
      names = "--allow-rollback",
      description = "also when its rollback counter is smaller than that of one that ran before")
  private boolean allowRollback;

  ModelInstallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (BundlePackage carrier = BundlePackage.open(file)) {
      Manifest manifest = models.store().install(carrier, ReleaseKeys.read(trust), allowRollback);
      terminal
          .out()
          .printf("installed  bundle %s, counter %d%n", manifest.id(), manifest.rollbackCounter());
    }
    return 0;
  }
}
