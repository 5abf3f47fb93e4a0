package io.voxbus.module.resolve;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** The bundle with random weights, and copies of it that a test spoils. */
public final class TinyBundle {
  private static final JsonMapper JSON = new JsonMapper();

  /** Not from the class path: other modules have these classes, and this folder, in a jar. */
  private static final Path RESOURCES =
      Path.of("..", "module", "src", "test", "resources", "io", "voxbus", "module", "resolve");

  private final Path folder;

  private TinyBundle(Path folder) {
    this.folder = folder;
  }

  /** The bundle as it is; not to be changed. */
  public static Path folder() {
    return resource("tiny");
  }

  static Path resource(String name) {
    return RESOURCES.resolve(name);
  }

  /** A copy in a test's folder. */
  public static TinyBundle copiedTo(Path folder) {
    try (var files = Files.list(folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
      return new TinyBundle(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the manifest. */
  public TinyBundle manifest(Consumer<ObjectNode> change) {
    try {
      Path file = folder.resolve("manifest.json");
      ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
      change.accept(manifest);
      JSON.writeValue(file.toFile(), manifest);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes another content into a file, and what the manifest says of the file. */
  public TinyBundle consistently(String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return manifest(
        manifest ->
            manifest
                .withObject("/files")
                .putObject(name)
                .put("sha256", sha256(content))
                .put("bytes", content.length));
  }

  /** The content of a file. */
  public byte[] content(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
