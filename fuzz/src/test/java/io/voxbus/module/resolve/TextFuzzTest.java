package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What was said, on its way into the model. */
final class TextFuzzTest {
  private static final int MOST = 32;
  private static final WordPieceTokenizer TOKENIZER =
      new WordPieceTokenizer(
          new String(
                  Resource.bytes(
                      "/io/voxbus/module/resolve/VocabularyFuzzTestInputs/isOneOrRefused/vocabulary.txt"),
                  StandardCharsets.UTF_8)
              .lines()
              .toList());

  @FuzzTest
  void becomesWordsAndPiecesOrIsTooLong(byte[] bytes) {
    check(new String(bytes, StandardCharsets.UTF_8));
    check(new String(bytes, StandardCharsets.UTF_16BE));
  }

  private static void check(String text) {
    EncoderInput input = new EncoderInput(TOKENIZER, MOST);
    if (input.fill(text, List.of()) != EncoderInput.Filling.TOO_LONG) {
      assertTrue(input.size() >= 2 && input.size() <= MOST);
      String words = TextNormalizer.words(text);
      assertFalse(words.contains("  ") || words.startsWith(" ") || words.endsWith(" "));
      assertEquals(words.isEmpty(), input.size() == 2);
    }
  }
}
