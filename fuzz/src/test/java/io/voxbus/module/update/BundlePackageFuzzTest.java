package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import java.nio.charset.StandardCharsets;

/** Files that are to carry a bundle, as they were fetched from somewhere. */
final class BundlePackageFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("update.voxbundle");
  private static final ScratchFile KEY = new ScratchFile("public.pem");
  private static final ReleaseKeys SOMEBODY = somebody();

  private static ReleaseKeys somebody() {
    return ReleaseKeys.read(
        KEY.with(ReleaseKeys.generate().publicKey().getBytes(StandardCharsets.US_ASCII)));
  }

  @FuzzTest
  void isNeverTakenForSigned(byte[] bytes) {
    try (BundlePackage carrier = BundlePackage.open(FILE.with(bytes))) {
      carrier.base();
      carrier.requireSigned(SOMEBODY);
      throw new AssertionError("nobody signed it");
    } catch (UpdateException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    }
  }
}
