package io.voxbus.module.update;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The entries of a bundle's file, which a test spoils. */
final class PackageParts {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  static PackageParts of(Path file) {
    PackageParts read = new PackageParts();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        read.parts.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  byte[] get(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  PackageParts with(String name, byte[] content) {
    parts.put(name, content);
    return this;
  }

  PackageParts manifest(Consumer<ObjectNode> change) {
    try {
      ObjectNode manifest = (ObjectNode) JSON.readTree(get("manifest.json"));
      change.accept(manifest);
      return with("manifest.json", JSON.writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PackageParts signed(Releases releases) {
    try {
      return with(
          "signature", ReleaseKeys.sign(Files.readString(releases.key()), get("manifest.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file) {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        out.write(part.getValue());
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
