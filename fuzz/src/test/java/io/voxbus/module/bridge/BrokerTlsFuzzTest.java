package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.mqtt.MqttClientOptions;
import io.voxbus.fuzz.Resource;
import io.voxbus.fuzz.ScratchFile;
import java.nio.file.Path;

/** Certificates and private keys in PEM; a connection can use each that is taken. */
final class BrokerTlsFuzzTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Path OURS =
      new ScratchFile("ours.pem")
          .with(
              Resource.bytes(
                  "/io/voxbus/module/bridge/BrokerTlsFuzzTestInputs/areTakenOrRefused/both.pem"));
  private static final ScratchFile FILE = new ScratchFile("some.pem");

  @DictionaryEntries({
    "-----BEGIN CERTIFICATE-----",
    "-----END CERTIFICATE-----",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "-----BEGIN PKCS7-----",
    "MII",
    "\\x0a",
    "="
  })
  @FuzzTest
  void areTakenOrRefused(byte[] bytes) throws Exception {
    Path file = FILE.with(bytes);
    try {
      MqttClientOptions options = new MqttClientOptions();
      BrokerTls.trusting(file).apply(options);
      assertNotNull(options.getTrustOptions().getTrustManagerFactory(VERTX));
      BrokerTls.trusting(OURS).identifiedBy(OURS, file).apply(options);
      usable(options.getKeyCertOptions());
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).contains("some.pem"));
    }
  }

  /** A key that is not the certificate's is only found out when both are used. */
  private static void usable(KeyCertOptions identity) throws Exception {
    try {
      assertNotNull(identity.getKeyManagerFactory(VERTX));
    } catch (IllegalArgumentException another) {
      assertTrue(String.valueOf(another.getMessage()).contains("does not match"));
    }
  }
}
