package io.voxbus.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** What lies beside the classes. */
public final class Resource {
  private Resource() {}

  /**
   * Its bytes.
   *
   * @param name with a slash before it
   */
  public static byte[] bytes(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A folder.
   *
   * @param name with a slash before it
   */
  public static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Resource.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
