package io.voxbus.module.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bundle's file made a folder, for as long as somebody looks at it. */
public final class UnpackedBundle implements AutoCloseable {
  private final Path folder;

  private UnpackedBundle(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks into a folder for what is temporary.
   *
   * @param carrier the file
   * @param bases where the bundle is looked for that a delta is against
   * @throws UpdateException when the file lacks something, or its base is not there
   * @throws IOException when it cannot be read or written
   */
  public static UnpackedBundle of(BundlePackage carrier, List<Path> bases) throws IOException {
    UnpackedBundle unpacked = new UnpackedBundle(Files.createTempDirectory("voxbundle"));
    try {
      new Unpacking(carrier, bases, Disk.real()).into(unpacked.folder);
      return unpacked;
    } catch (IOException | RuntimeException e) {
      unpacked.close();
      throw e;
    }
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    Disk.real().delete(folder);
  }
}
