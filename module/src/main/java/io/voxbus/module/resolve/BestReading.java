package io.voxbus.module.resolve;

import io.voxbus.module.speech.Reading;
import java.util.List;
import java.util.function.Function;

/**
 * Chooses among the recogniser's readings of one utterance: the likeliest is the one whose share of
 * the recogniser's confidence times the model's confidence is greatest.
 */
public final class BestReading {
  /**
   * How much a reading that asks for nothing counts against one that makes a command: a misheard
   * word mostly makes nonsense of a command, seldom a command of talk.
   */
  private static final double NOTHING = 0.5;

  private BestReading() {}

  /**
   * What the likeliest reading asks for. A reading whose share alone is no more than the best score
   * so far is not asked about, so a sure first reading costs no more than it does alone.
   *
   * @param readings best first, at least one
   * @param model what a text asks for
   */
  public static Resolution of(List<Reading> readings, Function<String, Resolution> model) {
    Resolution best = model.apply(readings.get(0).text());
    double score = share(readings, 0) * worth(best);
    for (int i = 1; i < readings.size(); i++) {
      double share = share(readings, i);
      if (share > score) {
        Resolution other = model.apply(readings.get(i).text());
        double otherScore = share * worth(other);
        best = otherScore > score ? other : best;
        score = Math.max(score, otherScore);
      }
    }
    return best;
  }

  private static double worth(Resolution resolution) {
    return resolution.confidence() * (resolution.calls().isEmpty() ? NOTHING : 1);
  }

  /**
   * A reading's part of all confidence; where a confidence is missing, each half of the one before.
   */
  private static double share(List<Reading> readings, int place) {
    double all = readings.stream().mapToDouble(each -> each.confidence().orElse(Double.NaN)).sum();
    return all > 0
        ? readings.get(place).confidence().orElseThrow() / all
        : Math.scalb(1.0, -place - 1);
  }
}
