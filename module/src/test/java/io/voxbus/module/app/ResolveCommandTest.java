package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxbus.module.resolve.TinyBundle;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolveCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String GOOD = "{\"id\": \"b\", \"text\": \"open the window\"}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "open the window|no JSON",
        "[1]|no JSON object",
        "{\"id\": 1, \"text\": \"a\"} x|no JSON",
        "{\"id\": 1, \"id\": 2, \"text\": \"a\"}|no JSON",
        "{\"id\": 1}|text must be a string",
        "{\"id\": 1, \"text\": 5}|text must be a string",
        "{\"id\": 1, \"text\": \"a\", \"confidence\": 2}|confidence must be a number from 0 to 1",
        "{\"id\": 1, \"text\": \"a\", \"alternatives\": \"b\"}|alternatives must be a list",
        "{\"id\": 1, \"text\": \"a\", \"alternatives\": [{\"confidence\": 1}]}|text must be a string",
        "{\"text\": \"a\"}|id must be a string or a number",
        "{\"id\": 1, \"text\": \"a\", \"context\": {}}|context: must be a list of calls",
        "{\"id\": 1, \"text\": \"a\", \"context\": [{\"function\": \"fly\"}]}|fly",
        "{\"id\": 1, \"text\": \"a\", \"context\": [{\"function\": \"set_volume\", \"args\": {\"level\": true}}]}|context: an argument's value",
        "{\"id\": 1, \"text\": \"a\", \"context\": [{\"function\": \"set_volume\", \"args\": {\"level\": 1e999999999}}]}|level",
      })
  void a_malformed_line_gives_an_error_in_its_place(String line, String problem) {
    CommandRun run = resolve((GOOD + line + "\n" + GOOD).getBytes(StandardCharsets.UTF_8));
    assertEquals(1, run.code());
    assertEquals(3, run.out().size());
    String error = json(run.out().get(1)).get("error").textValue();
    assertTrue(error.startsWith("line 2: ") && error.contains(problem), error);
    assertEquals("b", json(run.out().get(2)).get("id").textValue());
  }

  @Test
  void invalid_utf_8_gives_an_error_in_its_place() {
    byte[] bytes = ("{\"id\": 1, \"text\": \"?\"}\n" + GOOD).getBytes(StandardCharsets.UTF_8);
    bytes[19] = (byte) 0xC3;
    CommandRun run = resolve(bytes);
    assertEquals(1, run.code());
    assertEquals("line 1: not valid UTF-8", json(run.out().get(0)).get("error").textValue());
    assertEquals("b", json(run.out().get(1)).get("id").textValue());
  }

  @Test
  void a_line_of_more_than_a_mebibyte_gives_an_error_and_the_next_is_read() {
    String row = "{\"id\": 1, \"text\": \"" + "a".repeat(JsonLines.LONGEST) + "\"}\n";
    CommandRun run = resolve((row + GOOD).getBytes(StandardCharsets.UTF_8));
    assertEquals(1, run.code());
    assertEquals(
        "line 1: longer than 1048576 bytes", json(run.out().get(0)).get("error").textValue());
    assertEquals("b", json(run.out().get(1)).get("id").textValue());
  }

  @Test
  void an_error_keeps_the_id_of_its_line() {
    assertEquals(7, json(resolve("{\"id\": 7}").out().get(0)).get("id").intValue());
  }

  @Test
  void no_input_gives_no_output() {
    CommandRun run = resolve("");
    assertEquals(new CommandRun(0, List.of(), List.of()), run);
  }

  @Test
  void a_text_of_a_hundred_thousand_characters_gives_no_calls() {
    CommandRun run = resolve("{\"id\": 1, \"text\": \"" + "a ".repeat(50_000) + "\"}");
    assertEquals(0, run.code());
    assertTrue(json(run.out().get(0)).get("calls").isEmpty());
  }

  @Test
  void empty_lines_are_passed_over() {
    assertEquals(1, resolve("\n  \r\n" + GOOD + "\n").out().size());
  }

  @Test
  void every_utterance_is_answered_in_order_as_python_answers_it() throws IOException {
    List<String> expected = Files.readAllLines(TinyBundle.folder().resolve("expected.jsonl"));
    StringBuilder in = new StringBuilder();
    for (int i = 0; i < expected.size(); i++) {
      in.append(expected.get(i).replaceFirst("\\{", "{\"id\": " + i + ", ")).append('\n');
    }
    CommandRun run = resolve(in.toString());
    assertEquals(0, run.code());
    for (int i = 0; i < expected.size(); i++) {
      assertAnswers(i, json(expected.get(i)), json(run.out().get(i)));
    }
  }

  private static void assertAnswers(int id, JsonNode expected, JsonNode answer) {
    assertEquals(id, answer.get("id").intValue());
    assertEquals(expected.get("calls"), answer.get("calls"));
    assertEquals(
        expected.get("confidence").doubleValue(), answer.get("confidence").doubleValue(), 1e-3);
    assertTrue(answer.get("micros").isIntegralNumber());
  }

  @Test
  void an_answer_is_written_before_the_next_line_is_awaited() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8));
    PrintStream buffered =
        new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
    InputStream watched =
        new InputStream() {
          @Override
          public int read() throws IOException {
            int next = in.read();
            assertFalse(next < 0 && out.size() == 0, "the answer was held back");
            return next;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            assertFalse(count < 0 && out.size() == 0, "the answer was held back");
            return count;
          }
        };
    Terminal terminal = new Terminal(watched, buffered, buffered, false);
    assertEquals(0, Voxbus.run(terminal, "resolve", "--model", TinyBundle.folder().toString()));
  }

  private static CommandRun resolve(String in) {
    return resolve(in.getBytes(StandardCharsets.UTF_8));
  }

  private static CommandRun resolve(byte[] in) {
    return CommandRun.with(in, "resolve", "--model", TinyBundle.folder().toString());
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
