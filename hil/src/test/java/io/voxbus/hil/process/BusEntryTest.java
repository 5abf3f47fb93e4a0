package io.voxbus.hil.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusEntryTest {
  private Path file = Path.of("");

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("bus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1795",
        "1795521599000\tdemo",
        "1795521599000\tdemo/0\t(1.000000) vcan0",
        "1795521599000\tdemo\t(1.000000) vcan0 202#2A",
        "17955215990001795521599001\tdemo/0\t(1.000000) vcan0 202#2A"
      })
  void aLineThatWasCutOffIsRefusedWithItsNumber(String line) throws IOException {
    Files.writeString(file, "1\tdemo/0\t(1.000000) vcan0 202#2A\n" + line);
    IOException refusal = assertThrows(IOException.class, () -> BusEntry.readAll(file));
    assertTrue(String.valueOf(refusal.getMessage()).contains("line 2"), refusal.getMessage());
  }

  @Test
  void whatIsAppendedIsReadAgain() throws IOException {
    append("demo/0", Frame.newBuilder().setCanId(0x202));
    append("demo/a/1", Frame.newBuilder().setCanId(0x202).setExtended(true).setFd(true));
    List<BusEntry> entries = BusEntry.readAll(file);
    assertEquals(
        List.of("202#2A", "00000202##12A"), entries.stream().map(BusEntry::frame).toList());
    assertEquals(List.of("demo", "demo/a"), entries.stream().map(BusEntry::transcriptId).toList());
  }

  @Test
  void aFileThatIsNotThereHasNoEntries() throws IOException {
    assertEquals(List.of(), BusEntry.readAll(file));
  }

  private void append(String commandId, Frame.Builder frame) {
    frame.setData(ByteString.copyFrom(new byte[] {0x2A}));
    BusEntry.append(file, commandId, new CandumpLine(Instant.EPOCH, "vcan0", frame.build()));
  }
}
