package io.voxbus.module.resolve;

import io.voxbus.module.resolve.Manifest.FileIdentity;
import io.voxbus.vehicle.TokenVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The files of a bundle folder, checked against what its manifest says of them. */
final class BundleFiles {
  static final String ENCODER = "encoder.onnx";
  static final String DECODER = "decoder.onnx";
  static final String VOCABULARY = "vocabulary.txt";
  static final String TOKENS = "tokens.txt";

  private static final List<String> REQUIRED = List.of(ENCODER, DECODER, VOCABULARY, TOKENS);
  private static final String FETCH = "fetch the bundle anew";

  private final Path folder;
  private final Manifest manifest;

  BundleFiles(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Checks presence, size and hash of every file.
   *
   * @throws BundleException for the first that is not as it must be
   */
  void verify() {
    for (String name : REQUIRED) {
      if (!manifest.files().containsKey(name)) {
        throw new BundleException(
            folder.resolve(ManifestFile.NAME) + " does not list " + name, "export the bundle anew");
      }
    }
    // Without the compiler's own instructions for it, SHA-256 is most of what a start waits for.
    manifest.files().entrySet().parallelStream()
        .forEach(file -> verify(file.getKey(), file.getValue()));
  }

  private void verify(String name, FileIdentity expected) {
    Path file = plainFile(name);
    if (!Files.isRegularFile(file)) {
      throw new BundleException(file + " is missing", FETCH);
    }
    verifyContent(file, expected);
  }

  private Path plainFile(String name) {
    try {
      Path file = folder.resolve(name);
      if (folder.equals(file.getParent()) && file.equals(file.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw noFileName(name);
    }
    throw noFileName(name);
  }

  private static BundleException noFileName(String name) {
    return new BundleException(
        "the manifest lists '" + name + "', which is no plain file name", "export the bundle anew");
  }

  private static void verifyContent(Path file, FileIdentity expected) {
    try {
      long bytes = Files.size(file);
      if (bytes != expected.bytes()) {
        throw new BundleException(
            "%s has %d bytes, the manifest says %d".formatted(file, bytes, expected.bytes()),
            FETCH);
      }
      String hash = sha256(file);
      if (!hash.equals(expected.sha256())) {
        throw new BundleException(
            "%s has hash %s, the manifest says %s".formatted(file, hash, expected.sha256()), FETCH);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Checks that the model emits the tokens that the service understands.
   *
   * @throws BundleException at the first token that differs
   */
  void verifyTokens(TokenVocabulary expected) {
    List<String> tokens = lines(TOKENS);
    int common = Math.min(tokens.size(), expected.size());
    for (int id = 0; id < common; id++) {
      if (!tokens.get(id).equals(expected.text(id))) {
        throw otherTokens(
            "token %d is %s, the catalogue's is %s"
                .formatted(id, tokens.get(id), expected.text(id)));
      }
    }
    if (tokens.size() != expected.size()) {
      throw otherTokens(
          "%d tokens, the catalogue has %d".formatted(tokens.size(), expected.size()));
    }
  }

  private BundleException otherTokens(String difference) {
    return new BundleException(
        folder.resolve(TOKENS) + ": " + difference, "train the model on this catalogue");
  }

  /**
   * The tokenizer of the bundle's vocabulary.
   *
   * @throws BundleException when the vocabulary cannot be one
   */
  WordPieceTokenizer tokenizer() {
    try {
      return new WordPieceTokenizer(lines(VOCABULARY));
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          folder.resolve(VOCABULARY) + ": " + e.getMessage(), "export the bundle anew", e);
    }
  }

  private List<String> lines(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static BundleException unreadable(Path file, IOException cause) {
    return new BundleException(
        file + " cannot be read: " + cause.getMessage(),
        "check the file and its permissions",
        cause);
  }
}
