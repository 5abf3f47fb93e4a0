package io.voxbus.module.resolve;

import java.nio.FloatBuffer;
import java.util.BitSet;

/**
 * A token among those that the grammar allows, and its runner-up.
 *
 * @param token its id
 * @param probability its softmax probability among the allowed ones, 0 to 1
 * @param second the best other token's id; {@link #NONE} when no other was allowed
 * @param secondProbability that token's; 0 when there is none
 */
record TokenChoice(int token, double probability, int second, double secondProbability) {
  static final int NONE = -1;

  /**
   * Chooses greedily; of equal scores the first wins.
   *
   * @param logits a score for each token
   * @param allowed at least one token
   * @param temperature divides the scores before the softmax
   */
  static TokenChoice best(FloatBuffer logits, BitSet allowed, double temperature) {
    return of(best(logits, allowed, NONE), logits, allowed, temperature);
  }

  /**
   * Takes a given token, whatever its score.
   *
   * @param token an allowed one
   * @param logits a score for each token
   * @param allowed the tokens that may stand here
   * @param temperature divides the scores before the softmax
   */
  static TokenChoice of(int token, FloatBuffer logits, BitSet allowed, double temperature) {
    int second = best(logits, allowed, token);
    double probability = 1 / oddsSum(logits, allowed, token, temperature);
    return new TokenChoice(
        token,
        probability,
        second,
        second == NONE ? 0 : 1 / oddsSum(logits, allowed, second, temperature));
  }

  /** How far it is ahead of the runner-up; behind it when negative. */
  double margin() {
    return probability - secondProbability;
  }

  private static int best(FloatBuffer logits, BitSet allowed, int except) {
    int best = NONE;
    for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
      if (id != except && (best == NONE || logits.get(id) > logits.get(best))) {
        best = id;
      }
    }
    return best;
  }

  /** The softmax's denominator relative to one token; infinite for one that is far behind. */
  private static double oddsSum(FloatBuffer logits, BitSet allowed, int token, double temperature) {
    double sum = 0;
    for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
      sum += Math.exp(((double) logits.get(id) - logits.get(token)) / temperature);
    }
    return sum;
  }
}
