package io.voxbus.vehicle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** Reads catalogues that nobody wrote. */
final class CatalogueFuzzTest {
  @FuzzTest
  void isReadOrRefusedWithItsPlace(byte[] bytes) {
    try {
      CatalogueFile.read(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (CatalogueException refused) {
      // What cannot be read is refused so.
    }
  }
}
