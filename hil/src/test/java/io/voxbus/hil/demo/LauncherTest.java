package io.voxbus.hil.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says when it cannot launch. */
@Timeout(60)
class LauncherTest {
  private record Ending(int code, String said) {}

  @Test
  void aMissingJavaIsNamed(@TempDir Path nothing) throws Exception {
    Ending ending = launch(nothing);
    assertEquals(1, ending.code());
    assertTrue(ending.said().contains("there is no " + nothing + "/bin/java"), ending.said());
  }

  @Test
  void anOldJavaIsNamed(@TempDir Path home) throws Exception {
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Ending ending = launch(home);
    assertEquals(1, ending.code());
    assertEquals("voxbus: this is Java 11; Voxbus needs 17 or newer\n", ending.said());
  }

  private static Ending launch(Path javaHome) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("../voxbus", "--version");
    builder.environment().put("JAVA_HOME", javaHome.toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ending(process.waitFor(), said);
  }
}
