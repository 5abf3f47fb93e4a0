package io.voxbus.module.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Signing keys for tests. */
public final class Keys {
  /** 32 bytes, counted up from 0. */
  public static final String SECRET =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  /** Another one. */
  public static final String OTHER_SECRET = "ff".repeat(32);

  private Keys() {}

  /** The keys of a file with these lines. */
  public static SigningKeys of(String... lines) {
    try {
      Path file = file(lines);
      SigningKeys keys = SigningKeys.read(file);
      Files.delete(file);
      return keys;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** A file with these lines, for its owner only. */
  static Path file(String... lines) throws IOException {
    Path file =
        Files.createTempFile(
            "keys",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, String.join("\n", lines));
  }
}
