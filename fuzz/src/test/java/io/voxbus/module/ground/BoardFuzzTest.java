package io.voxbus.module.ground;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;

/** Facts of boards. */
final class BoardFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("board.yaml");

  @DictionaryEntries({
    "board: ",
    "about: ",
    "dbc: ",
    "steering_wheel: left",
    "units: ",
    "places: ",
    "functions: ",
    "arguments: ",
    "range: ",
    "ranges: ",
    "step: ",
    "words: ",
    "unit: ",
    "default: ",
    "by: ",
    "area: [all]",
    "set_temperature",
    "control_window",
    "&a ",
    "*a",
    "<<: ",
    "!!int ",
    "\"\\U00110000\"",
    "1e99",
    "0x",
    "? ",
    "|\\x0a",
    "\ud83d\ude00"
  })
  @FuzzTest
  void areReadOrRefusedWithTheirPlace(byte[] bytes) {
    try {
      Board.read(FILE.with(bytes).toAbsolutePath().getParent());
    } catch (BoardException refused) {
      // What cannot be read is refused so.
    }
  }
}
