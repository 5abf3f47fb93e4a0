package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.module.resolve.TinyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  @TempDir private Path folder;

  @Test
  void a_changed_file_is_told_in_one_line_with_exit_code_1() throws IOException {
    TinyBundle.copiedTo(folder);
    Files.writeString(folder.resolve("tokens.txt"), "other");
    CommandRun run = CommandRun.of("model", "verify", folder.toString());
    assertEquals(1, run.code());
    assertEquals(1, run.err().size(), run::toString);
    assertTrue(run.err().get(0).contains("tokens.txt has 5 bytes"), run::toString);
  }

  @Test
  void a_golden_command_that_comes_out_otherwise_is_told_with_exit_code_1() {
    TinyBundle.copiedTo(folder)
        .manifest(manifest -> ((ObjectNode) manifest.get("golden").get(0)).putArray("calls"));
    CommandRun run = CommandRun.of("model", "verify", folder.toString());
    assertEquals(1, run.code());
    assertTrue(
        run.out().stream().anyMatch(line -> line.contains("2 of 3 commands")), run::toString);
  }

  @Test
  void a_whole_bundle_is_verified() {
    CommandRun run = CommandRun.of("model", "verify", TinyBundle.folder().toString());
    assertEquals(0, run.code(), run::toString);
    assertTrue(
        run.out().stream().anyMatch(line -> line.contains("3 of 3 commands")), run::toString);
  }

  @Test
  void a_bundle_is_shown_with_its_hashes_and_figures() {
    CommandRun run = CommandRun.of("model", "--model", TinyBundle.folder().toString());
    assertEquals(0, run.code(), run::toString);
    assertTrue(
        run.out().stream()
            .anyMatch(line -> line.startsWith("encoder.onnx") && line.contains("sha256")));
    assertTrue(run.out().contains("figure          note: random weights"), run::toString);
  }
}
