package io.voxbus.module.resolve;

import java.nio.FloatBuffer;
import java.util.BitSet;

/**
 * The best token among those that the grammar allows.
 *
 * @param token its id
 * @param probability its softmax probability among the allowed ones, above 0 to 1
 */
record TokenChoice(int token, double probability) {

  /**
   * Chooses greedily; of equal scores the first wins.
   *
   * @param logits a score for each token
   * @param allowed at least one token
   * @param temperature divides the scores before the softmax
   */
  static TokenChoice best(FloatBuffer logits, BitSet allowed, double temperature) {
    int best = allowed.nextSetBit(0);
    for (int id = best; id >= 0; id = allowed.nextSetBit(id + 1)) {
      if (logits.get(id) > logits.get(best)) {
        best = id;
      }
    }
    return new TokenChoice(best, 1 / oddsSum(logits, allowed, best, temperature));
  }

  /** The softmax's denominator relative to the best token, so that nothing overflows. */
  private static double oddsSum(FloatBuffer logits, BitSet allowed, int best, double temperature) {
    double sum = 0;
    for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
      sum += Math.exp(((double) logits.get(id) - logits.get(best)) / temperature);
    }
    return sum;
  }
}
