package io.voxbus.module.update;

import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.proto.v1.ModelPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where bundles lie, and what is read of them there without running them.
 *
 * @param root the folder of models
 * @param builtIn the folder of the bundle that comes with the program
 */
public record Places(Path root, Path builtIn) {
  /** Where a bundle lies. */
  public Path folder(ModelPlace place) {
    return switch (place) {
      case PLACE_A -> root.resolve("a");
      case PLACE_B -> root.resolve("b");
      default -> builtIn;
    };
  }

  /** The folder for files that others bring, complete. */
  public Path inbox() {
    return root.resolve("inbox");
  }

  /** The folder for what is not complete yet. */
  public Path transfers() {
    return root.resolve("transfer");
  }

  /** The folder in which a bundle is unpacked. */
  Path incoming() {
    return root.resolve("incoming");
  }

  /** The id of a bundle; empty when its manifest cannot be read. */
  public String id(ModelPlace place) {
    try {
      return Manifest.read(folder(place)).id();
    } catch (BundleException unreadable) {
      return "";
    }
  }

  /** The hash of a bundle's manifest; empty when there is none. */
  Optional<String> hash(ModelPlace place) throws IOException {
    Path manifest = folder(place).resolve(BundlePackage.MANIFEST);
    return Files.isRegularFile(manifest)
        ? Optional.of(Digests.hex(Digests.sha256(manifest)))
        : Optional.empty();
  }

  /**
   * Demands that what lies somewhere is still what was installed. The bundle that comes with the
   * program is as trusted as the program.
   *
   * @throws UpdateException when its signature is missing or wrong
   */
  public void requireSigned(ModelPlace place, ReleaseKeys trusted) {
    if (place == ModelPlace.PLACE_BUILT_IN) {
      return;
    }
    Path at = folder(place);
    try {
      byte[] manifest = Files.readAllBytes(at.resolve(BundlePackage.MANIFEST));
      if (trusted.signed(manifest, Files.readAllBytes(at.resolve(BundlePackage.SIGNATURE)))) {
        return;
      }
    } catch (IOException e) {
      throw new UpdateException(at + " has no signature", "install the bundle anew", e);
    }
    throw new UpdateException(
        at + " is not signed by a key that is trusted here", "install the bundle anew");
  }
}
