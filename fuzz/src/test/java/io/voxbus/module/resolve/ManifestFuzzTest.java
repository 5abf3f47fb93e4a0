package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.vehicle.Catalogue;

/** Manifests of bundles whose other files are missing. */
final class ManifestFuzzTest {
  private static final ScratchFile FILE = new ScratchFile(ManifestFile.NAME);

  @DictionaryEntries({
    "\"format\":1",
    "\"id\":",
    "\"version\":",
    "\"catalogue\":",
    "\"hash\":",
    "\"minimum_module_version\":",
    "\"files\":",
    "\"sha256\":",
    "\"bytes\":",
    "\"encoder\":",
    "\"maximum_tokens\":",
    "\"decoder\":",
    "\"layers\":",
    "\"heads\":",
    "\"head_width\":",
    "\"maximum_steps\":",
    "\"confidence\":",
    "\"temperature\":",
    "\"thresholds\":",
    "\"golden\":",
    "\"calls\":",
    "\"context\":",
    "\"NaN\"",
    "1e999999999",
    "999999999999",
    "null",
    "[[[[[[[["
  })
  @FuzzTest
  void isReadAsFarAsItIsOneOrRefused(byte[] bytes) {
    try {
      Bundle.read(FILE.with(bytes).toAbsolutePath().getParent(), Catalogue.standard());
      throw new AssertionError("a bundle without files is none");
    } catch (BundleException refused) {
      assertFalse(refused.problem().isBlank() || refused.mend().isBlank());
    }
  }
}
