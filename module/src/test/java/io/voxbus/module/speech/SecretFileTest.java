package io.voxbus.module.speech;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("secret"), "open sesame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-", "rw--w----", "rw-rw----"})
  void fileThatIsOpenToOthersIsRefusedWithTheMend(String permissions) throws IOException {
    allow(permissions);
    assertEquals(
        file + " holds a secret and is open to others; run chmod 600 " + file, refusal(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rw-r-----"})
  void fileOfItsOwnerAndGroupIsRead(String permissions) throws IOException {
    allow(permissions);
    assertArrayEquals("open sesame".getBytes(UTF_8), SecretFile.read(file));
  }

  @Test
  void missingFileIsNamed() {
    Path missing = folder.resolve("missing");
    assertEquals("there is no " + missing, refusal(missing));
  }

  @Test
  void folderIsNoFile() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertEquals(folder + " cannot be read", refusal(folder));
  }

  private void allow(String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> SecretFile.read(file)).getMessage());
  }
}
