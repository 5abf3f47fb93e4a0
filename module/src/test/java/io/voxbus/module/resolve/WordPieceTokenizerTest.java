package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordPieceTokenizerTest {
  private static final List<String> SMALL =
      List.of("[UNK]", "[CLS]", "[SEP]", "open", "##ing", "##er", ".", "é");

  @Test
  void a_vocabulary_without_the_unknown_piece_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new WordPieceTokenizer(List.of("[CLS]", "[SEP]", "open")));
  }

  @Test
  void a_piece_that_stands_twice_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new WordPieceTokenizer(List.of("[UNK]", "[CLS]", "[SEP]", "##er", "##er")));
  }

  @Test
  void a_taker_that_refuses_a_piece_ends_the_reading() {
    List<Integer> taken = new ArrayList<>();
    boolean complete =
        new WordPieceTokenizer(SMALL)
            .tokenize("open opener opening", id -> taken.size() < 2 && taken.add(id));
    assertFalse(complete);
    assertEquals(List.of(3, 3), taken);
  }

  @Test
  void unpaired_surrogates_are_dropped() {
    assertEquals(List.of(3), ids(SMALL, "op\ud800en\udc00"));
  }

  @Test
  void special_pieces_in_a_text_are_plain_text() {
    assertEquals(List.of(0, 0, 0), ids(SMALL, "[SEP]"));
  }

  @Test
  void a_hundred_thousand_characters_are_read_no_further_than_they_are_taken() {
    List<Integer> taken = new ArrayList<>();
    new WordPieceTokenizer(SMALL)
        .tokenize("open ".repeat(20_000), id -> taken.size() < 10 && taken.add(id));
    assertEquals(10, taken.size());
  }

  @Test
  void every_text_of_the_oracle_has_the_pieces_that_the_tokenizers_library_gives()
      throws IOException {
    List<String> vocabulary = Files.readAllLines(TinyBundle.resource("tokenizer/vocabulary.txt"));
    List<JsonNode> rows = JsonResource.rows(TinyBundle.resource("tokenizer/oracle.jsonl"));
    assertTrue(rows.size() >= 300);
    for (JsonNode row : rows) {
      List<Integer> expected = new ArrayList<>();
      row.get("ids").forEach(id -> expected.add(id.intValue()));
      assertEquals(expected, ids(vocabulary, row.get("text").textValue()), row::toString);
    }
  }

  private static List<Integer> ids(List<String> vocabulary, String text) {
    List<Integer> ids = new ArrayList<>();
    assertTrue(new WordPieceTokenizer(vocabulary).tokenize(text, ids::add));
    return ids;
  }
}
