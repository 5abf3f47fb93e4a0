package io.voxbus.module.app;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.GoldenMiss;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolver;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.ReleaseKeys;
import io.voxbus.module.update.UnpackedBundle;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voxbus model verify}: everything that a service asks of a bundle before it runs it. */
@Command(
    name = "verify",
    description =
        "Checks a model bundle: format, module version, catalogue, hashes, tokens, graphs and"
            + " golden commands. Exit code 1 when anything is wrong.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR|FILE",
      description =
          "the model bundle's folder, or its file of 'voxbus model build' (the one that comes with Voxbus)")
  private Optional<Path> place = Optional.empty();

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "the public keys, in PEM, of which one must have signed the file")
  private Optional<Path> trust = Optional.empty();

  @Mixin private final ModelsOption.Bases bases = new ModelsOption.Bases();

  ModelVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path verified = place.orElseGet(Home::model);
    return Files.isRegularFile(verified) ? verifyFile(verified) : verify(verified);
  }

  private int verifyFile(Path file) throws IOException {
    try (BundlePackage carrier = BundlePackage.open(file);
        UnpackedBundle unpacked = UnpackedBundle.of(carrier, bases.folders())) {
      trust.ifPresent(keys -> carrier.requireSigned(ReleaseKeys.read(keys)));
      say(trust.isPresent() ? "signature  by a trusted key" : "signature  not looked at");
      return verify(unpacked.folder());
    }
  }

  private int verify(Path folder) {
    Bundle bundle = Bundle.read(folder, Catalogue.standard());
    Manifest manifest = bundle.manifest();
    say("manifest   bundle %s %s".formatted(manifest.id(), manifest.version()));
    say("catalogue  %s %d".formatted(manifest.catalogue().name(), manifest.catalogue().version()));
    say(
        "files      %d, each with the hash that the manifest gives"
            .formatted(manifest.files().size()));
    try (Resolver resolver = Resolver.open(bundle)) {
      say("graphs     both load");
      return tell(bundle.golden().size(), GoldenMiss.of(bundle, resolver));
    }
  }

  private int tell(int golden, List<GoldenMiss> misses) {
    say("golden     %d of %d commands come out as given".formatted(golden - misses.size(), golden));
    for (GoldenMiss miss : misses) {
      say(
          "  \"%s\" must give %s, gave %s"
              .formatted(miss.command().text(), miss.command().calls(), miss.got().calls()));
    }
    return misses.isEmpty() ? 0 : 1;
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}
