package io.voxbus.module.speech;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;

/** Key files. */
final class SigningKeysFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("keys");

  @FuzzTest
  void areGoodForSigningOrRefused(byte[] bytes) {
    try {
      SigningKeys keys = SigningKeys.read(FILE.with(bytes));
      byte[] message = {1, 2, 3};
      assertTrue(keys.verify(keys.signer(), message, keys.sign(message)));
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).length() < 500, "a refusal is one line");
    }
  }
}
