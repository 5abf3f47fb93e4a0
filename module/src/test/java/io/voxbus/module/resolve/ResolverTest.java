package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against answers that Python computed for the same weights. */
class ResolverTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Bundle BUNDLE = Bundle.read(TinyBundle.folder(), CATALOGUE);
  private static final List<JsonNode> EXPECTED =
      JsonResource.rows(TinyBundle.resource("tiny/expected.jsonl"));
  private static Resolver resolver;

  @BeforeAll
  static void open() {
    resolver = Resolver.open(BUNDLE);
  }

  @AfterAll
  static void close() {
    resolver.close();
  }

  @Test
  void a_text_without_a_word_asks_for_nothing_even_after_a_turn() {
    List<Call> before = BUNDLE.golden().get(0).calls();
    assertEquals(Resolution.silence(), resolver.resolve(" \u0000\u200b\t", before));
  }

  @Test
  void a_text_of_a_hundred_thousand_characters_asks_for_nothing() {
    assertEquals(Resolution.tooLong(), resolver.resolve("a ".repeat(50_000), List.of()));
    assertEquals(
        Resolution.tooLong(), resolver.resolve("a".repeat(100) + " a".repeat(50_000), List.of()));
  }

  @Test
  void a_text_of_one_piece_more_than_fits_asks_for_nothing() {
    assertTrue(resolver.resolve("a ".repeat(22), List.of()).confidence() > 0);
    assertEquals(0, resolver.resolve("a ".repeat(23), List.of()).confidence());
  }

  @Test
  void a_sequence_that_is_cut_off_gives_no_calls() {
    List<JsonNode> cutOff = EXPECTED.stream().filter(ResolverTest::isCutOff).toList();
    assertTrue(!cutOff.isEmpty());
    for (JsonNode row : cutOff) {
      Resolution got = resolve(row);
      assertEquals(10, got.tokens().size());
      assertEquals(List.of(), got.calls());
      assertEquals(0, got.confidence());
    }
  }

  private static boolean isCutOff(JsonNode row) {
    JsonNode tokens = row.get("tokens");
    return !tokens.isEmpty() && !tokens.get(tokens.size() - 1).textValue().equals("<vc_end>");
  }

  @Test
  void every_answer_is_the_one_that_python_gives() {
    for (JsonNode row : EXPECTED) {
      Resolution got = resolve(row);
      assertEquals(tokens(row), got.tokens(), row::toString);
      assertEquals(CallJson.calls(row.get("calls"), CATALOGUE), got.calls(), row::toString);
      assertEquals(row.get("confidence").doubleValue(), got.confidence(), 1e-4, row::toString);
    }
  }

  @Test
  void an_unsure_reading_comes_with_what_the_runner_up_leads_to_as_python_has_it() {
    List<JsonNode> unsure = EXPECTED.stream().filter(row -> row.has("instead")).toList();
    assertTrue(unsure.size() > 10);
    for (JsonNode row : unsure) {
      assertFalse(resolve(row).sure(), row::toString);
      Doubt doubt = resolve(row).doubt().orElseThrow();
      assertEquals(CallJson.calls(row.get("instead"), CATALOGUE), doubt.instead(), row::toString);
      assertEquals(row.get("probability").doubleValue(), doubt.probability(), 1e-4, row::toString);
      assertEquals(row.get("other").doubleValue(), doubt.other(), 1e-4, row::toString);
    }
  }

  @Test
  void a_sure_reading_one_without_calls_and_one_that_could_be_no_other_have_no_doubt() {
    EXPECTED.stream()
        .filter(row -> !row.has("instead"))
        .forEach(row -> assertEquals(Optional.empty(), resolve(row).doubt(), row::toString));
  }

  @Test
  void the_same_call_twice_in_one_breath_is_one() {
    EXPECTED.forEach(
        row -> {
          List<Call> calls = resolve(row).calls();
          assertEquals(calls.stream().distinct().toList(), calls);
        });
  }

  @Test
  void the_answer_does_not_depend_on_what_was_asked_before() {
    JsonNode row = EXPECTED.get(8);
    Resolution alone = resolve(row);
    EXPECTED.forEach(ResolverTest::resolve);
    assertEquals(alone, resolve(row));
  }

  @Test
  void golden_commands_come_out_as_given() {
    assertEquals(List.of(), GoldenMiss.of(BUNDLE, resolver));
  }

  @Test
  void a_golden_command_that_comes_out_otherwise_is_a_miss() {
    GoldenCommand wrong =
        new GoldenCommand(
            "open the window",
            List.of(),
            List.of(Call.of(CATALOGUE, "control_window", Map.of("action", "open"))));
    Bundle bundle =
        new Bundle(
            BUNDLE.folder(), BUNDLE.manifest(), CATALOGUE, BUNDLE.tokenizer(), List.of(wrong));
    assertEquals(
        List.of(wrong), GoldenMiss.of(bundle, resolver).stream().map(GoldenMiss::command).toList());
  }

  private static Resolution resolve(JsonNode row) {
    return resolver.resolve(
        row.get("text").textValue(), CallJson.calls(row.get("context"), CATALOGUE));
  }

  private static List<String> tokens(JsonNode row) {
    List<String> tokens = new ArrayList<>();
    row.get("tokens").forEach(token -> tokens.add(token.textValue()));
    return tokens;
  }
}
