package io.voxbus.module.update;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes signed bundles that differ, all of the tiny one. */
public final class Releases {
  private final Path folder;
  private final ReleaseKeys.Pair pair = ReleaseKeys.generate();

  /** Makes them in a folder. */
  public Releases(Path folder) {
    this.folder = folder;
  }

  /** A file with the public key. */
  public Path trust() {
    return written("trust.pem", pair.publicKey());
  }

  /** A file with the private key. */
  public Path key() {
    return written("key.pem", pair.privateKey());
  }

  /** Whom the vehicle trusts. */
  public ReleaseKeys trusted() {
    return ReleaseKeys.read(trust());
  }

  /** A signed bundle. */
  public Path bundle(String id, long counter) {
    return bundle(id, counter, tiny -> {});
  }

  /** A signed bundle that differs in more than its id. */
  public Path bundle(String id, long counter, Consumer<TinyBundle> change) {
    return signed(id, counter, folderOf(id, change), Optional.empty());
  }

  /** A signed delta. */
  public Path delta(String id, long counter, Consumer<TinyBundle> change, Path base) {
    return signed(id, counter, folderOf(id, change), Optional.of(base));
  }

  /**
   * Installs a bundle as a process does that ends before one of its steps.
   *
   * @param models the folder of models
   * @param file the bundle
   * @param steps how many it does
   * @return whether it ended before all was done
   */
  public boolean installedInPart(Path models, Path file, int steps) {
    int[] left = {steps};
    Disk disk =
        new Disk(
            () -> {
              if (left[0]-- <= 0) {
                left[0] = 0;
                throw new Killed();
              }
            });
    ModelStore store =
        new ModelStore(
            models, TinyBundle.folder(), Catalogue.standard(), InstantSource.system(), disk);
    try (BundlePackage carrier = BundlePackage.open(file)) {
      store.install(carrier, trusted(), false);
      return false;
    } catch (Killed ended) {
      return true;
    }
  }

  /** Nothing of the process runs any more. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private Path folderOf(String id, Consumer<TinyBundle> change) {
    try {
      Path bundle = Files.createDirectories(folder.resolve("source-" + id));
      change.accept(
          TinyBundle.copiedTo(bundle)
              .manifest(manifest -> manifest.put("id", id).put("version", "9.0.0")));
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path signed(String id, long counter, Path bundle, Optional<Path> base) {
    Path file = folder.resolve(id + ".voxbundle");
    try {
      PackageWriter.build(Bundle.read(bundle, Catalogue.standard()), counter, base, file);
      PackageWriter.sign(file, pair.privateKey());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path written(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
