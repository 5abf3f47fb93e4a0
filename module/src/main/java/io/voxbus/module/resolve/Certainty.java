package io.voxbus.module.resolve;

import io.voxbus.vehicle.TokenVocabulary;
import java.util.List;
import java.util.stream.IntStream;

/** Judges by a bundle's thresholds whether a reading is sure enough to be acted on. */
final class Certainty {
  private final Manifest.Thresholds thresholds;
  private final TokenVocabulary vocabulary;

  Certainty(Manifest.Thresholds thresholds, TokenVocabulary vocabulary) {
    this.thresholds = thresholds;
    this.vocabulary = vocabulary;
  }

  /**
   * Whether the reading as a whole, each of its functions and each of its arguments is sure enough.
   *
   * @param choices the reading's tokens
   */
  boolean isSure(List<TokenChoice> choices) {
    return confidence(choices) >= thresholds.act()
        && choices.stream().allMatch(choice -> choice.probability() >= least(choice));
  }

  private double least(TokenChoice choice) {
    return vocabulary.beginsCallOrEnds(choice.token())
        ? thresholds.function()
        : thresholds.argument();
  }

  /** The product of the choices' probabilities, 0 to 1. */
  static double confidence(List<TokenChoice> choices) {
    return choices.stream().mapToDouble(TokenChoice::probability).reduce(1, (a, b) -> a * b);
  }

  /**
   * The place of the choice that was closest to its runner-up, the earliest of equal ones; -1 when
   * there never was another.
   */
  static int closest(List<TokenChoice> choices) {
    return IntStream.range(0, choices.size())
        .filter(place -> choices.get(place).second() != TokenChoice.NONE)
        .reduce((a, b) -> choices.get(b).margin() < choices.get(a).margin() ? b : a)
        .orElse(-1);
  }
}
