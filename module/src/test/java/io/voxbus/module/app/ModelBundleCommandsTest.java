package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.resolve.TinyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleCommandsTest {
  private static final String TINY = TinyBundle.folder().toString();

  @TempDir private Path folder;

  private CommandRun run(String line) {
    return CommandRun.of(line.replace("TINY", TINY).replace("HERE", folder.toString()).split(" "));
  }

  private void good(String line) {
    CommandRun run = run(line);
    assertEquals(0, run.code(), run::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model build /no/such -o HERE/x",
        "model build TINY -o HERE/x --counter -1",
        "model build TINY -o /no/such/x",
        "model build TINY -o HERE/x --delta-from /no/such",
        "model sign /no/such --key HERE/key",
        "model sign HERE/good --key /no/such",
        "model sign HERE/good --key HERE/key.pub",
        "model verify HERE/good --trust /no/such",
        "model verify HERE/key",
        "model install HERE/good --models HERE/models --trust HERE/key.pub",
        "model install HERE/key --models HERE/models --trust HERE/key.pub",
        "model rollback --models HERE/models --model TINY",
        "model keygen -o HERE/key",
        "model list --models HERE/key/models",
        "model send HERE/good"
      })
  void a_mistake_is_told_in_one_line_with_exit_code_1(String line) {
    good("model keygen -o HERE/key");
    good("model build TINY -o HERE/good");
    CommandRun run = run(line);
    assertEquals(1, run.code(), run::toString);
    assertEquals(1, run.err().size(), run::toString);
  }

  @Test
  void a_bundle_is_built_signed_verified_installed_and_listed() {
    good("model keygen -o HERE/key");
    good("model build TINY -o HERE/good --counter 3");
    good("model sign HERE/good --key HERE/key");
    good("model verify HERE/good --trust HERE/key.pub");
    good("model install HERE/good --models HERE/models --trust HERE/key.pub --model TINY");
    CommandRun list = run("model list --models HERE/models --model TINY");
    assertTrue(list.out().stream().anyMatch(line -> line.startsWith("pending ")), list::toString);
    assertTrue(list.out().stream().anyMatch(line -> line.endsWith(" 0")), list::toString);
  }

  @Test
  void a_private_key_is_not_for_others() throws IOException {
    good("model keygen -o HERE/key");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))));
  }

  @Test
  void the_same_bundle_gives_the_same_bytes() throws IOException {
    good("model build TINY -o HERE/one");
    good("model build TINY -o HERE/two");
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one")), Files.readAllBytes(folder.resolve("two")));
  }

  @Test
  void a_delta_against_a_folder_or_a_file_is_small_and_verified_with_its_base() throws IOException {
    good("model build TINY -o HERE/whole");
    good("model build TINY -o HERE/delta --counter 9 --delta-from TINY");
    good("model build TINY -o HERE/other --counter 9 --delta-from HERE/whole");
    assertTrue(Files.size(folder.resolve("delta")) < 20_000);
    good("model verify HERE/delta --base TINY");
    assertEquals(1, run("model verify HERE/other --base TINY").code());
  }
}
