package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;

/** Files of labelled rows, for evaluations and benches. */
final class JsonRowFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("rows.jsonl");
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @DictionaryEntries({
    "\"id\":",
    "\"text\":",
    "\"confidence\":",
    "\"alternatives\":",
    "\"context\":",
    "\"calls\":",
    "\"kind\":",
    "\"single\"",
    "\"multi\"",
    "\"function\":",
    "\"args\":",
    "\"temperature\":",
    "\"set_temperature\"",
    "\"area\":",
    "\"driver\"",
    "\"unit\":",
    "1e400",
    "1e999999999",
    "null"
  })
  @FuzzTest
  void areReadOrRefusedWithTheirLine(byte[] bytes) throws IOException {
    try {
      for (LabelledRow row : LabelledRow.read(FILE.with(bytes), CATALOGUE, true)) {
        assertFalse(row.utterance().readings().isEmpty());
      }
    } catch (CommandException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    }
  }
}
