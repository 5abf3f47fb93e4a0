package io.voxbus.module.app;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.GoldenMiss;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolver;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How the service understands language.
 *
 * @param resolver text to calls; used by one thread at a time
 * @param thresholds what is done with a confidence
 * @param modelId the bundle's id
 * @param modelHash SHA-256 of the bundle's manifest, 64 hexadecimal digits
 * @param release frees what the resolver holds
 */
public record Understanding(
    UtteranceResolver resolver,
    Manifest.Thresholds thresholds,
    String modelId,
    String modelHash,
    Runnable release) {

  /**
   * Loads a model bundle.
   *
   * @param folder the bundle's folder
   * @param catalogue the catalogue that the service runs with
   * @param threads how many threads the model uses, at least 1
   * @throws io.voxbus.module.resolve.BundleException when it must not be run
   */
  public static Understanding load(Path folder, Catalogue catalogue, int threads) {
    Bundle bundle = Bundle.read(folder, catalogue);
    Resolver resolver = proven(bundle, threads);
    return new Understanding(
        resolver::resolve,
        bundle.manifest().thresholds(),
        bundle.manifest().id(),
        hash(folder),
        resolver::close);
  }

  private static Resolver proven(Bundle bundle, int threads) {
    Resolver resolver = Resolver.open(bundle, threads);
    try {
      GoldenMiss.requireNone(bundle, resolver);
      return resolver;
    } catch (RuntimeException e) {
      resolver.close();
      throw e;
    }
  }

  /**
   * Tells one bundle from another.
   *
   * @param folder the bundle's folder
   * @return SHA-256 of its manifest, 64 hexadecimal digits
   */
  static String hash(Path folder) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(Files.readAllBytes(folder.resolve("manifest.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
