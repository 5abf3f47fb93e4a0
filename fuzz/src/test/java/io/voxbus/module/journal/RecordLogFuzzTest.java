package io.voxbus.module.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Journal files; what was read of one is still there after another record. */
final class RecordLogFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("journal");
  private static final byte[] MORE = {1, 2, 3};

  @FuzzTest
  void keepsWhatItReadAndWhatIsAppended(byte[] bytes) throws IOException {
    Path file = FILE.with(bytes);
    RecordLog.Opened opened = RecordLog.open(file);
    opened.log().append(MORE);
    opened.log().close();
    RecordLog.Opened again = RecordLog.open(file);
    again.log().close();
    List<byte[]> before = opened.records();
    assertEquals(before.size() + 1, again.records().size());
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), again.records().get(i));
    }
    assertArrayEquals(MORE, again.records().get(before.size()));
  }
}
