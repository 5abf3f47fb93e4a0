package io.voxbus.module.can;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.module.ground.BoardException;

/** Mappings of the small board; a board of one of them encodes every call of its functions. */
final class BoardMappingFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("mapping.yaml");
  private static final SmallBoard BOARD = SmallBoard.beside(FILE.with(new byte[0]));

  @DictionaryEntries({
    "protection: ",
    "functions: ",
    "profile: e2e-p01",
    "data_id: ",
    "checksum: ",
    "counter: ",
    "pulse: ",
    "hold_ms: ",
    "signals: ",
    "argument: ",
    "value: ",
    "signal: ",
    "by: ",
    "transform: ",
    "scale: ",
    "offset: ",
    "mapping: ",
    "idle: ",
    "Climate.Left",
    "Audio.Kind",
    "Audio.Gain",
    "front_left: ",
    "set_volume",
    "1e99",
    "-1e-99",
    "0xFFFF",
    "&a ",
    "*a"
  })
  @FuzzTest
  void areReadOrRefusedWithTheirPlace(byte[] bytes) {
    try {
      BOARD.encodeAll(
          BoardMapping.read(FILE.with(bytes).toAbsolutePath().getParent(), BOARD.board()));
    } catch (BoardException refused) {
      // What cannot be read is refused so.
    }
  }
}
