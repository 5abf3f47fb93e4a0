package io.voxbus.module.app;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.PackageWriter;
import io.voxbus.module.update.UnpackedBundle;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voxbus model build}: a bundle's folder into one file. */
@Command(
    name = "build",
    description =
        "Makes one file of a model bundle, to be signed and sent. The same bundle always gives the same bytes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelBuildCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "DIR", description = "the model bundle's folder")
  private Path folder = Path.of("");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "the file to be made, for example cabin.voxbundle")
  private Path out = Path.of("");

  @Option(
      names = "--counter",
      paramLabel = "N",
      description =
          "the rollback counter: once the bundle runs, none with a smaller one is installed (the manifest's, else 0)")
  private Optional<Long> counter = Optional.empty();

  @Option(
      names = "--delta-from",
      paramLabel = "DIR|FILE",
      description = "write only what differs from this bundle, which the vehicle must have")
  private Optional<Path> base = Optional.empty();

  ModelBuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (counter.filter(given -> given < 0).isPresent()) {
      throw new CommandException("--counter must not be negative; use 0 or more");
    }
    Bundle bundle = Bundle.read(folder, Catalogue.standard());
    if (base.filter(Files::isRegularFile).isPresent()) {
      try (BundlePackage old = BundlePackage.open(base.get());
          UnpackedBundle unpacked = UnpackedBundle.of(old, List.of(Home.model()))) {
        build(bundle, Optional.of(unpacked.folder()));
      }
    } else {
      build(bundle, base);
    }
    return 0;
  }

  private void build(Bundle bundle, Optional<Path> from) throws IOException {
    from.ifPresent(old -> Bundle.read(old, Catalogue.standard()));
    long written = counter.orElseGet(() -> bundle.manifest().rollbackCounter());
    PackageWriter.build(bundle, written, from, out);
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%s  bundle %s, counter %d, %,d bytes%s, not signed yet%n",
            out,
            bundle.manifest().id(),
            written,
            Files.size(out),
            from.isPresent() ? " as a delta" : "");
  }
}
