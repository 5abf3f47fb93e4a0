package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.resolve.TinyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir private Path folder;

  @Test
  void a_row_without_a_text_is_told_with_file_and_line() throws IOException {
    CommandRun run = bench("{\"text\": \"a\"}\n\n{\"words\": \"a\"}");
    assertEquals(1, run.code());
    assertTrue(run.err().get(0).contains("rows.jsonl:3: text must be a string"), run::toString);
  }

  @Test
  void each_number_of_calls_has_a_line_and_memory_is_told() throws IOException {
    CommandRun run = bench("{\"text\": \"open the window\"}\n{\"text\": \"  \"}");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().get(1).startsWith("    0        2 "), run::toString);
    assertTrue(run.out().get(2).startsWith("    1        2 "), run::toString);
    assertTrue(run.out().get(3).startsWith("resident memory: "), run::toString);
  }

  @Test
  void every_function_of_the_board_has_its_cost_of_encoding() {
    CommandRun run =
        CommandRun.of("bench", "encode", "--rounds", "1", "--board", "../board-configs/virtual");
    assertEquals(0, run.code(), run::toString);
    assertEquals(74, run.out().size(), run::toString);
    assertTrue(run.out().get(73).startsWith("all "), run::toString);
  }

  /** The lists of the result are copied once, and a label is wrapped; nothing else may be left. */
  @Test
  void encoding_makes_hardly_an_object_that_is_not_in_the_result() {
    CommandRun run =
        CommandRun.of("bench", "encode", "--rounds", "20", "--board", "../board-configs/virtual");
    for (String line : run.out().subList(1, 73)) {
      String[] row = line.split(" +", -1);
      int garbage = Integer.parseInt(row[4]) - Integer.parseInt(row[5]);
      assertTrue(garbage <= 64, line);
    }
  }

  @Test
  void a_board_that_is_not_there_is_a_usage_mistake() {
    assertEquals(2, CommandRun.of("bench", "encode", "--board", "no-such-board").code());
  }

  private CommandRun bench(String rows) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, rows);
    String model = TinyBundle.folder().toString();
    return CommandRun.of("bench", "resolve", "--rounds", "2", "--model", model, file.toString());
  }
}
