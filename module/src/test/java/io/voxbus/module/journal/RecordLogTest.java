package io.voxbus.module.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordLogTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("deep/log");
  }

  private void write(String... records) throws IOException {
    try (RecordLog log = RecordLog.open(file()).log()) {
      for (String record : records) {
        log.append(record.getBytes(UTF_8));
      }
    }
  }

  private List<String> read() throws IOException {
    RecordLog.Opened opened = RecordLog.open(file());
    opened.log().close();
    return opened.records().stream().map(record -> new String(record, UTF_8)).toList();
  }

  @Test
  void recordsAreThereAgain() throws IOException {
    write("one", "", "three");
    assertEquals(List.of("one", "", "three"), read());
    write("four");
    assertEquals(List.of("one", "", "three", "four"), read());
  }

  @Test
  void aRecordThatWasCutOffIsDroppedAtEveryLength() throws IOException {
    write("one", "two");
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      List<String> expected = length < 11 ? List.of() : List.of("one");
      assertEquals(expected, read());
      write("three");
      assertEquals("three", read().get(expected.size()));
    }
  }

  @Test
  void nothingAfterADamagedRecordIsBelieved() throws IOException {
    write("one", "two", "three");
    byte[] whole = Files.readAllBytes(file());
    whole[11 + 8] ^= 1;
    Files.write(file(), whole);
    assertEquals(List.of("one"), read());
  }

  @Test
  void anImpossibleLengthEndsTheLog() throws IOException {
    write("one");
    Files.write(file(), new byte[] {127, 0, 0, 0, 0, 0, 0, 0, 1}, StandardOpenOption.APPEND);
    assertEquals(List.of("one"), read());
    Files.write(file(), new byte[] {-1, 0, 0, 0, 0, 0, 0, 0, 1}, StandardOpenOption.APPEND);
    assertEquals(List.of("one"), read());
  }

  @Test
  void allRecordsAreReplacedAtOnce() throws IOException {
    try (RecordLog log = RecordLog.open(file()).log()) {
      log.append("old".getBytes(UTF_8));
      log.replaceAll(List.of("new".getBytes(UTF_8)));
      assertEquals(11, log.length());
      log.append("newer".getBytes(UTF_8));
    }
    assertEquals(List.of("new", "newer"), read());
  }

  @Test
  void aSecondOwnerIsTurnedAway() throws IOException {
    try (RecordLog log = RecordLog.open(file()).log()) {
      JournalException refused = assertThrows(JournalException.class, () -> RecordLog.open(file()));
      assertTrue(refused.getMessage().contains("log.lock"));
      log.append(new byte[0]);
    }
    assertEquals(List.of(""), read());
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    JournalException refused =
        assertThrows(JournalException.class, () -> RecordLog.open(notAFolder.resolve("log")));
    assertTrue(refused.getMessage().contains("log cannot be read and written"));
  }

  @Test
  void onlyTheOwnerCanReadWhatIsMade() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    try (RecordLog log = RecordLog.open(file()).log()) {
      assertEquals(List.of("rw-------", "rw-------"), permissions());
      log.replaceAll(List.of());
      assertEquals(List.of("rw-------", "rw-------"), permissions());
    }
  }

  private List<String> permissions() throws IOException {
    List<String> permissions = new ArrayList<>();
    for (Path each : List.of(file(), file().resolveSibling("log.lock"))) {
      permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
    }
    return permissions;
  }
}
