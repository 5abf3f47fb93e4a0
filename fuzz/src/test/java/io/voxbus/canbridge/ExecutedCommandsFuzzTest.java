package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.module.journal.RecordLog;
import io.voxbus.proto.v1.CanBridgeAck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bridge's memory in a file of whole records, whatever they hold. */
final class ExecutedCommandsFuzzTest {
  private static final long NOW_MS = 1_800_000_000_000L;
  private static final ScratchFile FILE = new ScratchFile("executed");

  @FuzzTest
  void areReadOrPassedOverTheSameEachTime(FuzzedDataProvider data) throws IOException {
    Path file = FILE.with(new byte[0]);
    RecordLog log = RecordLog.open(file).log();
    while (data.remainingBytes() > 0) {
      log.append(data.consumeBytes(data.consumeInt(0, 100)));
    }
    log.close();
    assertEquals(remembered(file), remembered(file));
  }

  private static Optional<List<CanBridgeAck>> remembered(Path file) {
    ExecutedCommands executed = ExecutedCommands.in(file, 3, NOW_MS);
    executed.close();
    return executed.find("a");
  }
}
