package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Vocabularies of bundles. */
final class VocabularyFuzzTest {
  @FuzzTest
  void isOneOrRefused(byte[] bytes) {
    List<String> pieces = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    try {
      WordPieceTokenizer tokenizer = new WordPieceTokenizer(pieces);
      assertTrue(tokenizer.tokenize("open the window 21", id -> id >= 0 && id < pieces.size()));
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).contains("piece"));
    }
  }
}
