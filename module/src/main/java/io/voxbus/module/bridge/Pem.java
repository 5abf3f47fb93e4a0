package io.voxbus.module.bridge;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys in PEM (RFC 7468), read when they are given and written anew: what the
 * connection reads of them can then not fail.
 */
final class Pem {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  /** Those that a connection can use. */
  private static final List<String> ALGORITHMS = List.of("RSA", "EC");

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*+)-----END PRIVATE KEY-----");

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /** The certificates of a text; empty when it has none, or one that cannot be read. */
  static Optional<Buffer> certificates(byte[] pem) {
    if (!text(pem).contains("-----BEGIN " + CERTIFICATE + "-----")) {
      return Optional.empty();
    }
    try {
      Buffer all = Buffer.buffer();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        all.appendString(block(CERTIFICATE, each.getEncoded()));
      }
      return Optional.of(all).filter(some -> some.length() > 0);
    } catch (CertificateException unreadable) {
      return Optional.empty();
    }
  }

  /** The first private key of a text, in PKCS #8; empty when it has none that can be used. */
  static Optional<Buffer> privateKey(byte[] pem) {
    Matcher key = KEY.matcher(text(pem));
    return key.find() ? usable(key.group(1)) : Optional.empty();
  }

  private static Optional<Buffer> usable(String base64) {
    try {
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
      return ALGORITHMS.stream()
          .map(algorithm -> key(algorithm, spec))
          .flatMap(Optional::stream)
          .findFirst()
          .map(encoded -> Buffer.buffer(block(PRIVATE_KEY, encoded)));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> key(String algorithm, PKCS8EncodedKeySpec spec) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec).getEncoded());
    } catch (InvalidKeySpecException ofAnother) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static String block(String kind, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, LINES.encodeToString(der), kind);
  }

  private static String text(byte[] pem) {
    return new String(pem, StandardCharsets.ISO_8859_1);
  }
}
