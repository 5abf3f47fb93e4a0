package io.voxbus.module.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code manifest.json}; fields that this version does not know are passed over. */
final class ManifestFile {
  static final String NAME = "manifest.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ManifestFile() {}

  /**
   * The manifest of a bundle folder.
   *
   * @throws BundleException when it is missing, of another format, or lacks something
   */
  static Manifest read(Path folder) {
    Path file = folder.resolve(NAME);
    JsonNode json = json(file);
    requireFormat(file, json.path("format"));
    // Bundles from before there were updates have none.
    ((ObjectNode) json).putIfAbsent("rollback_counter", IntNode.valueOf(0));
    try {
      return JSON.treeToValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new BundleException(file + ": " + e.getOriginalMessage(), "export the bundle anew", e);
    }
  }

  private static JsonNode json(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "there is no model bundle: " + file + " is missing",
          "name the folder of a bundle, or train and export one");
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new BundleException(
          file + " is no JSON: " + e.getOriginalMessage(), "fetch the bundle anew", e);
    } catch (IOException e) {
      throw new BundleException(
          file + " cannot be read: " + e.getMessage(), "check the file's permissions", e);
    }
  }

  private static void requireFormat(Path file, JsonNode format) {
    if (!format.isInt() || format.intValue() != Manifest.FORMAT) {
      String found = format.isMissingNode() ? "no format" : "format " + format;
      throw new BundleException(
          "%s has %s, this service reads format %d".formatted(file, found, Manifest.FORMAT),
          "use a bundle of that format or a newer service");
    }
  }
}
