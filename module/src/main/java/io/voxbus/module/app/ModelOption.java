package io.voxbus.module.app;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --model}, for every command that runs the model. */
public final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "the model bundle's folder (the one that comes with Voxbus)")
  private Optional<Path> folder = Optional.empty();

  /** The folder as named, or the one that comes with Voxbus. */
  public Path folder() {
    return folder.orElseGet(Home::model);
  }

  /**
   * The bundle there.
   *
   * @throws io.voxbus.module.resolve.BundleException when it must not be run
   */
  public Bundle bundle(Catalogue catalogue) {
    return Bundle.read(folder(), catalogue);
  }
}
