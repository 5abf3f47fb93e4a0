package io.voxbus.module.update;

import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Manifest.FileIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a bundle's folder of the file that carries it. */
final class Unpacking {
  /** Four times a bundle of today. */
  private static final long LARGEST = 64L << 20;

  private static final String WHOLE = "send the whole bundle, or a delta against one that is here";

  private final BundlePackage carrier;
  private final List<Path> bases;
  private final Disk disk;

  /**
   * @param carrier the file
   * @param bases folders of the bundles that are here
   * @param disk writes
   */
  Unpacking(BundlePackage carrier, List<Path> bases, Disk disk) {
    this.carrier = carrier;
    this.bases = bases;
    this.disk = disk;
  }

  /**
   * Writes the bundle's files, on to the disk. Their hashes are not checked here.
   *
   * @param folder empty
   * @return the manifest
   * @throws UpdateException when the file lacks something, or is a delta against a bundle that is
   *     not here
   */
  Manifest into(Path folder) throws IOException {
    write(folder.resolve(BundlePackage.MANIFEST), carrier.manifest());
    Optional<byte[]> signature = carrier.signature();
    if (signature.isPresent()) {
      write(folder.resolve(BundlePackage.SIGNATURE), signature.get());
    }
    Manifest manifest = Manifest.read(folder);
    requireNamesAndSizes(manifest.files());
    Optional<Path> base = base();
    for (Map.Entry<String, FileIdentity> file : manifest.files().entrySet()) {
      try (OutputStream out = disk.create(folder.resolve(file.getKey()))) {
        copy(file.getKey(), file.getValue().bytes(), base, out);
      }
    }
    disk.sync(folder);
    return manifest;
  }

  private void write(Path file, byte[] content) throws IOException {
    try (OutputStream out = disk.create(file)) {
      out.write(content);
    }
  }

  private void requireNamesAndSizes(Map<String, FileIdentity> files) {
    for (String name : files.keySet()) {
      if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")
          || name.equals(BundlePackage.MANIFEST)
          || name.equals(BundlePackage.SIGNATURE)) {
        throw new UpdateException(
            "the manifest lists '" + name + "', which is no name of a file", "build it anew");
      }
    }
    long negative = files.values().stream().filter(file -> file.bytes() < 0).count();
    long bytes = files.values().stream().mapToLong(FileIdentity::bytes).sum();
    if (negative > 0 || bytes < 0 || bytes > LARGEST) {
      throw new UpdateException(
          "the bundle's files have %d bytes, at most %d are taken".formatted(bytes, LARGEST),
          "make a smaller bundle");
    }
  }

  private Optional<Path> base() throws IOException {
    Optional<String> wanted = carrier.base();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    for (Path each : bases) {
      Path manifest = each.resolve(BundlePackage.MANIFEST);
      if (Files.isRegularFile(manifest)
          && Digests.hex(Digests.sha256(manifest)).equals(wanted.get())) {
        return Optional.of(each);
      }
    }
    throw new UpdateException(
        "%s is a delta against the bundle whose manifest has hash %s, which is not here"
            .formatted(carrier.file(), wanted.get()),
        WHOLE);
  }

  private void copy(String name, long bytes, Optional<Path> base, OutputStream out)
      throws IOException {
    Optional<InputStream> delta = carrier.entry(name + BundlePackage.DELTA);
    Optional<InputStream> whole = carrier.entry(name);
    try (InputStream old = old(name, base)) {
      if (delta.isPresent()) {
        Delta.apply(old, delta.get(), bytes, out);
      } else {
        copy(whole.orElse(old), bytes, out);
      }
    }
  }

  private InputStream old(String name, Optional<Path> base) throws IOException {
    try {
      return base.isPresent()
          ? Files.newInputStream(base.get().resolve(name))
          : InputStream.nullInputStream();
    } catch (NoSuchFileException none) {
      return InputStream.nullInputStream();
    }
  }

  private static void copy(InputStream in, long most, OutputStream out) throws IOException {
    byte[] piece = new byte[1 << 16];
    long left = most;
    for (int read = in.read(piece); read >= 0 && left > 0; read = in.read(piece)) {
      int taken = (int) Math.min(read, left);
      out.write(piece, 0, taken);
      left -= taken;
    }
  }
}
