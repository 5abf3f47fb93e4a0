package io.voxbus.hil.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import java.io.IOException;

/** What a bridge that was killed wrote down of its bus. */
final class BusEntryFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("bus");

  @FuzzTest
  void isReadOrRefused(byte[] bytes) {
    try {
      BusEntry.readAll(FILE.with(bytes)).forEach(entry -> entry.transcriptId());
    } catch (IOException refused) {
      assertTrue(String.valueOf(refused.getMessage()).length() < 500);
    }
  }
}
