package io.voxbus.hil.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.module.app.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Lines for {@code voxbus sign}. */
final class SignCommandFuzzTest {
  private static final Path KEYS =
      new ScratchFile("keys").with(("k " + "5c".repeat(32)).getBytes(StandardCharsets.UTF_8));

  @FuzzTest
  void areSignedOrRefusedInOneLine(byte[] bytes) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(bytes),
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            false);
    VoxbusBench.run(terminal, "sign", "--transcript-key", KEYS.toString());
    String told = err.toString(StandardCharsets.UTF_8);
    assertFalse(told.contains("internal error"), told);
  }
}
