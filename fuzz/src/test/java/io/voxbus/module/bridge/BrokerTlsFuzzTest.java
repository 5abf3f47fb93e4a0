package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import java.nio.file.Path;

/** Certificates and private keys in PEM. */
final class BrokerTlsFuzzTest {
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
  void areTakenOrRefused(byte[] bytes) {
    Path file = FILE.with(bytes);
    try {
      BrokerTls.trusting(file).identifiedBy(file, file);
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).contains("some.pem"));
    }
  }
}
