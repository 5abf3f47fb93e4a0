package io.voxbus.module.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever is said when something was asked. */
final class AnswerFuzzTest {
  @FuzzTest
  void isUnderstoodTheSameWithPunctuation(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertEquals(Answer.of(text), Answer.of(" " + text + ", "));
  }
}
