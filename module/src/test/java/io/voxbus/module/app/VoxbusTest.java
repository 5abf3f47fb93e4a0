package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoxbusTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "--fly",
        "resolve --fly",
        "resolve --model",
        "evaluate",
        "bench",
        "bench resolve",
        "bench resolve --rounds x f",
        "bench resolve --rounds 0 f",
        "model verify a b"
      })
  void a_wrong_command_line_is_told_in_one_line_with_exit_code_2(String args) {
    CommandRun run = CommandRun.of(args.isEmpty() ? new String[0] : args.split(" "));
    assertEquals(2, run.code());
    assertEquals(1, run.err().size(), run::toString);
    assertTrue(run.err().get(0).endsWith("--help'"), run::toString);
    assertTrue(run.out().isEmpty(), run::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"resolve --model /no/such", "model --model /no/such", "model verify /no/such"})
  void a_missing_bundle_is_told_in_one_line_with_exit_code_1(String args) {
    CommandRun run = CommandRun.of(args.split(" "));
    assertEquals(1, run.code());
    assertEquals(1, run.err().size(), run::toString);
    assertTrue(run.err().get(0).contains("there is no model bundle: /no/such"), run::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "resolve", "evaluate", "model", "model verify", "bench", "bench resolve"})
  void every_command_has_help_and_a_version(String command) {
    for (String option : new String[] {"--help", "--version"}) {
      CommandRun run = CommandRun.of((command + " " + option).strip().split(" "));
      assertEquals(0, run.code(), run::toString);
      assertTrue(run.out().get(0).length() > 0 && run.err().isEmpty(), run::toString);
    }
  }

  @Test
  void the_version_is_the_modules() {
    assertTrue(CommandRun.of("--version").out().get(0).startsWith("voxbus 0."));
  }
}
