package io.voxbus.module.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public keys of those whose bundles are taken: Ed25519 (RFC 8032), in PEM as of {@code openssl
 * genpkey -algorithm ed25519}. A signature is over the bytes of {@code manifest.json}.
 */
public final class ReleaseKeys {
  /** The length of a signature, in bytes. */
  static final int SIGNATURE_BYTES = 64;

  private static final String ALGORITHM = "Ed25519";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String MAKE = "make a pair with 'voxbus model keygen'";

  private final List<PublicKey> keys;

  private ReleaseKeys(List<PublicKey> keys) {
    this.keys = keys;
  }

  /** A pair of keys, in PEM. */
  public record Pair(String privateKey, String publicKey) {}

  /** A new pair. */
  public static Pair generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new Pair(
          pem(PRIVATE, pair.getPrivate().getEncoded()), pem(PUBLIC, pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw noAlgorithm(e);
    }
  }

  /**
   * The keys of a file, one or several.
   *
   * @throws UpdateException when it has none, or one that is none of Ed25519
   */
  public static ReleaseKeys read(Path file) {
    List<byte[]> found = blocks(text(file), PUBLIC);
    if (found.isEmpty()) {
      throw new UpdateException(file + " holds no public key in PEM", MAKE);
    }
    return new ReleaseKeys(
        found.stream().map(der -> publicKey(file, new X509EncodedKeySpec(der))).toList());
  }

  /**
   * Signs with a private key.
   *
   * @param pem a private key in PEM
   * @param message what is signed
   * @return 64 bytes
   * @throws UpdateException when the text holds no private key of Ed25519
   */
  public static byte[] sign(String pem, byte[] message) {
    List<byte[]> found = blocks(pem, PRIVATE);
    if (found.isEmpty()) {
      throw new UpdateException("the key file holds no unencrypted private key in PEM", MAKE);
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(found.get(0)));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new UpdateException("the private key is none of Ed25519", MAKE, e);
    }
  }

  /** Whether one of the keys signed a message. */
  public boolean signed(byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_BYTES
        && keys.stream().anyMatch(key -> signed(key, message, signature));
  }

  private static boolean signed(PublicKey key, byte[] message, byte[] given) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(given);
    } catch (GeneralSecurityException noSignature) {
      return false;
    }
  }

  private static PublicKey publicKey(Path file, EncodedKeySpec spec) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new UpdateException(file + " holds a public key that is none of Ed25519", MAKE, e);
    }
  }

  private static List<byte[]> blocks(String pem, String kind) {
    Matcher block =
        Pattern.compile(
                "-----BEGIN %s-----([A-Za-z0-9+/=\\s]*+)-----END %s-----".formatted(kind, kind))
            .matcher(pem);
    try {
      return block.results().map(MatchResult::group).map(ReleaseKeys::decoded).toList();
    } catch (IllegalArgumentException noBase64) {
      return List.of();
    }
  }

  private static byte[] decoded(String block) {
    return Base64.getMimeDecoder()
        .decode(block.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UpdateException(file + " cannot be read", "name a file with a public key", e);
    }
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getEncoder().encodeToString(der), kind);
  }

  private static IllegalStateException noAlgorithm(GeneralSecurityException cause) {
    return new IllegalStateException("every Java from 15 on has " + ALGORITHM, cause);
  }
}
