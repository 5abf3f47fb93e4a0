package io.voxbus.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file in a folder of its own, for parsers that read nothing else; both go with the process. */
public final class ScratchFile {
  private final Path path;

  /**
   * Makes the folder.
   *
   * @param name the file's name
   */
  public ScratchFile(String name) {
    try {
      Path folder = Files.createTempDirectory("voxbus-fuzz");
      path = folder.resolve(name);
      folder.toFile().deleteOnExit();
      path.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with these bytes and nothing else, for its owner only. */
  public Path with(byte[] bytes) {
    try {
      Files.write(path, bytes);
      return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
