package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TokenChoiceTest {
  private static final FloatBuffer LOGITS = FloatBuffer.wrap(new float[] {9, 2, 1, 2, 500});

  @Test
  void a_token_that_is_not_allowed_is_not_chosen_whatever_its_score() {
    assertEquals(2, TokenChoice.best(LOGITS, bits(2), 1).token());
  }

  @Test
  void of_equal_scores_the_first_is_chosen() {
    assertEquals(1, TokenChoice.best(LOGITS, bits(1, 2, 3), 1).token());
  }

  @Test
  void the_only_allowed_token_is_certain() {
    assertEquals(1, TokenChoice.best(LOGITS, bits(2), 1).probability());
  }

  @Test
  void the_probability_is_the_softmax_among_the_allowed_tokens() {
    double expected = 1 / (1 + Math.exp(-0.5));
    assertEquals(expected, TokenChoice.best(LOGITS, bits(1, 2), 2).probability(), 1e-12);
  }

  @Test
  void scores_far_apart_do_not_overflow() {
    assertEquals(1, TokenChoice.best(LOGITS, bits(0, 4), 0.01).probability());
  }

  @Test
  void the_runner_up_is_the_best_other_allowed_token() {
    TokenChoice choice = TokenChoice.best(LOGITS, bits(1, 2, 3), 1);
    assertEquals(3, choice.second());
    assertEquals(choice.probability(), choice.secondProbability());
  }

  @Test
  void the_only_allowed_token_has_no_runner_up() {
    TokenChoice choice = TokenChoice.best(LOGITS, bits(2), 1);
    assertEquals(TokenChoice.NONE, choice.second());
    assertEquals(0, choice.secondProbability());
  }

  @Test
  void a_given_token_is_taken_whatever_its_score_and_may_lie_behind_its_runner_up() {
    TokenChoice choice = TokenChoice.of(2, LOGITS, bits(1, 2), 1);
    assertEquals(2, choice.token());
    assertEquals(1, choice.second());
    assertEquals(1 / (1 + Math.E), choice.probability(), 1e-12);
    assertEquals((1 - Math.E) / (1 + Math.E), choice.margin(), 1e-12);
  }

  @Test
  void a_given_token_infinitely_far_behind_has_no_probability() {
    assertEquals(0, TokenChoice.of(1, LOGITS, bits(1, 4), 0.01).probability());
  }

  private static BitSet bits(int... ids) {
    BitSet bits = new BitSet();
    for (int id : ids) {
      bits.set(id);
    }
    return bits;
  }
}
