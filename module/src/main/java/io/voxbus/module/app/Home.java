package io.voxbus.module.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files are that come with Voxbus. */
public final class Home {
  private static final Path MODEL = Path.of("module", "model");

  private Home() {}

  /**
   * Voxbus's folder: the one that the launcher names in the system property {@code voxbus.home},
   * else the nearest above the working directory that holds a model, else the working directory.
   */
  public static Path folder() {
    Path working = Path.of("").toAbsolutePath();
    return Optional.ofNullable(System.getProperty("voxbus.home"))
        .map(Path::of)
        .or(() -> above(working))
        .orElse(working);
  }

  /** The folder of the model bundle that comes with Voxbus. */
  public static Path model() {
    return folder().resolve(MODEL);
  }

  static Optional<Path> above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(MODEL))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
