package io.voxbus.module.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;

/** Files that nobody but their owner and its group may read. */
public final class SecretFile {
  private static final Set<PosixFilePermission> TOO_MUCH =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private SecretFile() {}

  /**
   * Reads a file that holds a secret.
   *
   * @param file the file; where the file system knows no POSIX permissions, they are not looked at
   * @return its bytes
   * @throws IllegalArgumentException when it cannot be read, others may read it, or somebody else
   *     than its owner may write it; the message names the file and the mend, and nothing of what
   *     is in it
   */
  public static byte[] read(Path file) {
    try {
      if (!Collections.disjoint(permissions(file), TOO_MUCH)) {
        throw new IllegalArgumentException(
            file + " holds a secret and is open to others; run chmod 600 " + file);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("there is no " + file, missing);
    } catch (IOException fault) {
      throw new IllegalArgumentException(file + " cannot be read", fault);
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null ? Set.of() : view.readAttributes().permissions();
  }
}
