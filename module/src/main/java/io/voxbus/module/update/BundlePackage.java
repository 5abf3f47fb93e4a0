package io.voxbus.module.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file that carries a model bundle, {@code *.voxbundle}: a ZIP archive whose entries stand in
 * this order.
 *
 * <ul>
 *   <li>{@code manifest.json}, the bundle's manifest with its rollback counter;
 *   <li>{@code signature}, 64 bytes, Ed25519 over the manifest's bytes; missing until it is signed;
 *   <li>{@code base}, in a delta: SHA-256 of the other bundle's manifest, 64 hexadecimal digits;
 *   <li>the bundle's files by their names; in a delta {@code NAME.delta} as of {@link Delta}, and
 *       nothing for a file that the other bundle has as well.
 * </ul>
 *
 * <p>Nothing but the signature needs to be trusted: each file must be what the signed manifest
 * says.
 */
public final class BundlePackage implements AutoCloseable {
  static final String MANIFEST = "manifest.json";
  static final String SIGNATURE = "signature";
  static final String BASE = "base";
  static final String DELTA = ".delta";

  private static final int LARGEST_MANIFEST = 1 << 20;
  private static final int HASH_DIGITS = 64;
  private static final String FETCH = "fetch it anew";

  private final Path file;
  private final ZipFile zip;

  private BundlePackage(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Opens a file.
   *
   * @throws UpdateException when it is missing, cut off, or something else
   */
  public static BundlePackage open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UpdateException("there is no " + file, "name a file of 'voxbus model build'");
    }
    try {
      return new BundlePackage(file, new ZipFile(file.toFile()));
    } catch (ZipException | IllegalArgumentException e) { // the latter for names not in UTF-8
      throw new UpdateException(file + " is cut off, or is no bundle: " + e.getMessage(), FETCH, e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The manifest's bytes, as they were signed. */
  public byte[] manifest() {
    return content(MANIFEST, LARGEST_MANIFEST)
        .orElseThrow(() -> new UpdateException(file + " has no " + MANIFEST, FETCH));
  }

  /** The signature; empty when it is not signed. */
  public Optional<byte[]> signature() {
    return content(SIGNATURE, ReleaseKeys.SIGNATURE_BYTES);
  }

  /** In a delta, the hash of the other bundle's manifest. */
  public Optional<String> base() {
    return content(BASE, HASH_DIGITS).map(hash -> new String(hash, StandardCharsets.US_ASCII));
  }

  /**
   * Demands a signature by one of these keys.
   *
   * @throws UpdateException when it is missing, or by another
   */
  public void requireSigned(ReleaseKeys trusted) {
    byte[] signature =
        signature()
            .orElseThrow(
                () ->
                    new UpdateException(
                        file + " is not signed", "sign it with 'voxbus model sign'"));
    if (!trusted.signed(manifest(), signature)) {
      throw new UpdateException(
          file + " is not signed by a key that is trusted here",
          "name the signer's public key with --trust, or fetch a bundle that is signed by it");
    }
  }

  /**
   * The bytes of an entry; empty when there is none of the name.
   *
   * @throws UpdateException when its comment is no text, which the library looks at only now
   */
  Optional<InputStream> entry(String name) throws IOException {
    try {
      ZipEntry entry = zip.getEntry(name);
      return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
    } catch (IllegalArgumentException noText) {
      throw new UpdateException(
          "%s: %s is damaged: %s".formatted(file, name, noText.getMessage()), FETCH, noText);
    }
  }

  /** The file. */
  Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Optional<byte[]> content(String name, int most) {
    try (InputStream in = entry(name).orElseGet(InputStream::nullInputStream)) {
      byte[] content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw new UpdateException("%s: %s is too long".formatted(file, name), FETCH);
      }
      return Optional.of(content).filter(some -> some.length > 0);
    } catch (IOException e) {
      throw new UpdateException(
          "%s: %s is damaged: %s".formatted(file, name, e.getMessage()), FETCH, e);
    }
  }

  private static UpdateException unreadable(IOException cause) {
    return new UpdateException(
        "the bundle's file cannot be read: " + cause.getMessage(), "check its permissions", cause);
  }
}
