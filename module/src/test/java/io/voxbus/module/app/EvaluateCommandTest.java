package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxbus.module.resolve.TinyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiny bundle makes "open the window" control_window(action=vent), whatever was meant. */
class EvaluateCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String RIGHT = row("single", "[" + window("vent") + "]");
  private static final String WRONG_ARGUMENT = row("single", "[" + window("open") + "]");
  private static final String WRONG_FUNCTION = row("reject", "[]");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\": \"a\", \"kind\": \"single\"}|the row has no calls",
        "{\"text\": \"a\", \"calls\": []}|kind must be",
        "{\"text\": \"a\", \"calls\": [], \"kind\": \"joke\"}|kind must be",
        "{\"text\": \"a\", \"calls\": 1, \"kind\": \"reject\"}|calls: must be a list",
        "{\"text\": \"a\", \"calls\": [{\"function\": \"fly\"}], \"kind\": \"single\"}|fly",
        "{\"calls\": [], \"kind\": \"reject\"}|text must be a string",
        "nonsense|no JSON"
      })
  void a_row_that_is_none_is_told_with_file_and_line(String row, String problem)
      throws IOException {
    CommandRun run = evaluate(RIGHT + "\n" + row);
    assertEquals(1, run.code());
    assertEquals(1, run.err().size(), run::toString);
    String line = run.err().get(0);
    assertTrue(line.contains("rows.jsonl:2: ") && line.contains(problem), line);
  }

  @Test
  void a_missing_file_is_told_in_one_line() {
    CommandRun run = CommandRun.of("evaluate", folder.resolve("none.jsonl").toString());
    assertEquals(1, run.code());
    assertEquals(
        List.of("voxbus evaluate: there is no " + folder.resolve("none.jsonl")), run.err());
  }

  @Test
  void no_rows_are_no_fault() throws IOException {
    assertEquals(0, evaluate("").code());
  }

  @Test
  void a_wrong_argument_counts_as_right_function_and_wrong_call() throws IOException {
    JsonNode kinds = figures(WRONG_ARGUMENT).get("kinds");
    assertEquals(
        JSON.readTree("{\"rows\":1,\"right_function\":1,\"whole_call\":0}"), kinds.get("single"));
  }

  @Test
  void each_kind_and_all_are_counted() throws IOException {
    JsonNode kinds = figures(RIGHT + "\n" + WRONG_ARGUMENT + "\n" + WRONG_FUNCTION).get("kinds");
    assertEquals(
        JSON.readTree("{\"rows\":2,\"right_function\":2,\"whole_call\":1}"), kinds.get("single"));
    assertEquals(
        JSON.readTree("{\"rows\":1,\"right_function\":0,\"whole_call\":0}"), kinds.get("reject"));
    assertEquals(
        JSON.readTree("{\"rows\":3,\"right_function\":2,\"whole_call\":1}"), kinds.get("all"));
  }

  @Test
  void the_table_has_a_line_for_each_kind_met_and_all() throws IOException {
    List<String> table = evaluate(RIGHT + "\n" + WRONG_FUNCTION).out();
    assertEquals(6, table.size());
    assertEquals("single          1       1   100.00 %       1   100.00 %", table.get(1));
    assertEquals("reject          1       0     0.00 %       0     0.00 %", table.get(2));
    assertTrue(table.get(3).startsWith("all             2       1    50.00 %"));
    assertTrue(table.get(4).startsWith("by the thresholds: acts on "), table.get(4));
    assertTrue(
        table.get(5).matches("text to calls: p50 \\d+\\.\\d ms, p99 \\d+\\.\\d ms"), table.get(5));
  }

  @Test
  void every_miss_is_written_when_asked() throws IOException {
    Path misses = folder.resolve("misses.jsonl");
    evaluate(RIGHT + "\n" + WRONG_ARGUMENT, "--misses", misses.toString());
    List<String> lines = Files.readAllLines(misses);
    assertEquals(1, lines.size());
    JsonNode miss = JSON.readTree(lines.get(0));
    assertEquals("open the window", miss.get("text").textValue());
    assertEquals("open", miss.at("/expected/0/args/action").textValue());
    assertEquals("vent", miss.at("/got/0/args/action").textValue());
    assertTrue(miss.has("id") && miss.has("context") && miss.has("confidence"));
  }

  @Test
  void unlabelled_rows_must_give_nothing_when_that_is_expected() throws IOException {
    String unlabelled = "{\"text\": \"open the window\"}\n{\"text\": \"   \"}";
    JsonNode kinds = figures(unlabelled, "--expect-nothing").get("kinds");
    assertEquals(
        JSON.readTree("{\"rows\":2,\"right_function\":1,\"whole_call\":1}"), kinds.get("nothing"));
  }

  private JsonNode figures(String rows, String... options) throws IOException {
    Path file = folder.resolve("figures.json");
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--json", file.toString()));
    assertEquals(0, evaluate(rows, all.toArray(String[]::new)).code());
    return JSON.readTree(file.toFile());
  }

  private CommandRun evaluate(String rows, String... options) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, rows);
    List<String> args = new ArrayList<>(List.of("evaluate", file.toString()));
    args.addAll(List.of("--model", TinyBundle.folder().toString()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static String row(String kind, String calls) {
    return "{\"id\": \"r\", \"text\": \"open the window\", \"kind\": \"%s\", \"calls\": %s}"
        .formatted(kind, calls);
  }

  private static String window(String action) {
    return "{\"function\": \"control_window\", \"args\": {\"action\": \"%s\"}}".formatted(action);
  }
}
