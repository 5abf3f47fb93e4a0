package io.voxbus.module.app;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.GoldenMiss;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolver;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      paramLabel = "DIR",
      description = "the model bundle's folder (the one that comes with Voxbus)")
  private Optional<Path> folder = Optional.empty();

  ModelVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Bundle bundle = Bundle.read(folder.orElseGet(Home::model), Catalogue.standard());
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
