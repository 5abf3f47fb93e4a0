package io.voxbus.module.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClientOptions;
import io.voxbus.module.speech.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What proves the broker to us, and us to the broker: TLS 1.2 or 1.3, the broker's certificate
 * signed by our authority and made out to the host that we call, and a certificate of ours. The
 * files are read once; a new certificate is taken with a restart.
 */
public final class BrokerTls {
  private final PemTrustOptions authority;
  private final Optional<PemKeyCertOptions> identity;

  private BrokerTls(PemTrustOptions authority, Optional<PemKeyCertOptions> identity) {
    this.authority = authority;
    this.identity = identity;
  }

  /**
   * Trusts the brokers of an authority, and shows them no certificate.
   *
   * @param ca a PEM file with the authority's certificates
   * @throws IllegalArgumentException when the file holds none; the message names it and the mend
   */
  public static BrokerTls trusting(Path ca) {
    return new BrokerTls(
        new PemTrustOptions().addCertValue(certificates("--ca", ca)), Optional.empty());
  }

  /**
   * The same, with a certificate of ours.
   *
   * @param certificate a PEM file with our certificate, and those between it and its authority
   * @param key a PEM file with its private key of RSA or EC in PKCS #8, unencrypted, as {@link
   *     SecretFile#read} takes it
   * @throws IllegalArgumentException when a file is not such a file; the message names it and the
   *     mend, and nothing of what is in it
   */
  public BrokerTls identifiedBy(Path certificate, Path key) {
    return new BrokerTls(
        authority,
        Optional.of(
            new PemKeyCertOptions()
                .addCertValue(certificates("--cert", certificate))
                .addKeyValue(privateKey(key))));
  }

  void apply(MqttClientOptions options) {
    options
        .setSsl(true)
        .setTrustOptions(authority.copy())
        .setHostnameVerificationAlgorithm("HTTPS"); // RFC 2818: names and addresses of the SAN
    identity.map(PemKeyCertOptions::copy).ifPresent(options::setKeyCertOptions);
  }

  /**
   * What a failure of a connection comes from, for a log.
   *
   * @return where TLS failed, the innermost reason; otherwise the failure's own
   */
  static String reason(Throwable failure) {
    boolean tls = false;
    Throwable innermost = failure;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      tls |= each instanceof SSLException;
      innermost = each;
    }
    return tls ? "TLS: " + innermost.getMessage() : String.valueOf(failure.getMessage());
  }

  private static Buffer certificates(String option, Path file) {
    return Pem.certificates(read(option, file))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s %s holds no certificate in PEM; one begins with -----BEGIN CERTIFICATE-----"
                        .formatted(option, file)));
  }

  private static Buffer privateKey(Path file) {
    return Pem.privateKey(SecretFile.read(file))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--key %s is no unencrypted PKCS #8 key of RSA or EC in PEM; openssl pkcs8 -topk8 -nocrypt -in %s makes one"
                        .formatted(file, file)));
  }

  private static byte[] read(String option, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("%s: there is no %s".formatted(option, file), missing);
    } catch (IOException fault) {
      throw new IllegalArgumentException("%s %s cannot be read".formatted(option, file), fault);
    }
  }
}
