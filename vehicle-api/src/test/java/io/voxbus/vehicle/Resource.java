package io.voxbus.vehicle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files beside the classes of this package. */
final class Resource {
  private Resource() {}

  static String text(String name) throws IOException {
    try (InputStream file = Objects.requireNonNull(Resource.class.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
