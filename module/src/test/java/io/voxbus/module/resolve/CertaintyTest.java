package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.TokenVocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertaintyTest {
  private static final TokenVocabulary VOCABULARY = new TokenVocabulary(Catalogue.standard());
  private static final int WORD = VOCABULARY.id("state=off");
  private static final int FUNCTION = VOCABULARY.id("<vc_71>");

  private final Certainty certainty =
      new Certainty(new Manifest.Thresholds(0.5, 0.2, 0.8, 0.6), VOCABULARY);

  @Test
  void a_reading_below_the_threshold_for_acting_is_unsure_though_each_choice_is_sure() {
    assertTrue(certainty.isSure(List.of(choice(FUNCTION, 0.8), choice(WORD, 0.7))));
    assertFalse(
        certainty.isSure(
            List.of(choice(FUNCTION, 0.8), choice(WORD, 0.7), choice(FUNCTION, 0.85))));
  }

  @Test
  void a_function_and_the_end_need_more_than_an_argument_does() {
    assertTrue(certainty.isSure(List.of(choice(WORD, 0.6))));
    assertFalse(certainty.isSure(List.of(choice(FUNCTION, 0.79))));
    assertFalse(certainty.isSure(List.of(choice(TokenVocabulary.END, 0.79))));
  }

  @Test
  void an_argument_below_its_threshold_makes_the_reading_unsure() {
    assertFalse(certainty.isSure(List.of(choice(FUNCTION, 1), choice(WORD, 0.59))));
  }

  @Test
  void the_closest_choice_is_the_first_of_the_least_margin() {
    TokenChoice alone = new TokenChoice(WORD, 0.1, TokenChoice.NONE, 0);
    TokenChoice close = new TokenChoice(WORD, 0.5, FUNCTION, 0.4);
    TokenChoice clear = new TokenChoice(WORD, 0.9, FUNCTION, 0.1);
    assertEquals(2, Certainty.closest(List.of(alone, clear, close, close)));
    assertEquals(-1, Certainty.closest(List.of(alone)));
  }

  private static TokenChoice choice(int token, double probability) {
    return new TokenChoice(token, probability, TokenChoice.NONE, 0);
  }
}
