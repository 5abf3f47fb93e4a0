package io.voxbus.module.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.proto.v1.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whole records of a journal, whatever they hold. */
final class FileJournalFuzzTest {
  private static final int MOST = 3;
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final ScratchFile FILE = new ScratchFile("journal");
  private static final FileJournal.Terms TERMS =
      new FileJournal.Terms(Duration.ofMinutes(10), MOST, () -> NOW, failure -> {});

  @FuzzTest
  void areReadOrPassedOverAndGoOnAfterwards(FuzzedDataProvider data) throws IOException {
    Path file = FILE.with(new byte[0]);
    RecordLog log = RecordLog.open(file).log();
    while (data.remainingBytes() > 0) {
      log.append(data.consumeBytes(data.consumeInt(0, 200)));
    }
    log.close();
    Path folder = file.toAbsolutePath().getParent();
    List<JournalRecord> found = reopened(folder);
    assertTrue(found.size() <= MOST);
    assertEquals(found, reopened(folder));
  }

  private static List<JournalRecord> reopened(Path folder) {
    FileJournal journal = FileJournal.open(folder, TERMS);
    journal.close();
    return journal.found();
  }
}
