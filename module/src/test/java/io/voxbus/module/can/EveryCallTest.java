package io.voxbus.module.can;

import io.voxbus.module.ground.Board;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every function with every word, the ends of every range, and every area, on every board. */
class EveryCallTest {
  @Test
  void everyCallOfEveryFunctionDecodesBackToItsValuesOrIsUnsupportedForAReason()
      throws IOException {
    try (FrameRows rows = new FrameRows(Path.of("target", "board-frames.jsonl"))) {
      for (Path folder : Boards.folders()) {
        rows.write(folder, folder.resolve(Board.read(folder).dbc()));
      }
    }
  }
}
