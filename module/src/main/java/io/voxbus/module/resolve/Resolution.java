package io.voxbus.module.resolve;

import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Optional;

/**
 * What the model made of a text.
 *
 * @param calls in the order spoken, at most four; empty when nothing is to be done
 * @param tokens the output tokens as emitted, {@code <vc_end>} included; empty when the model was
 *     not asked
 * @param confidence 0 to 1: the product of the probabilities of the tokens, each among those that
 *     the grammar allowed in its place. 0 for a text that is too long to be read and for a sequence
 *     that did not end; 1 for a text without a word
 * @param sure whether the bundle's thresholds allow that its calls are acted on
 * @param doubt what it could be instead, when it has calls and is not sure; empty when the model
 *     knows of no other reading
 */
public record Resolution(
    List<Call> calls, List<String> tokens, double confidence, boolean sure, Optional<Doubt> doubt) {
  public Resolution {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is outside 0..1");
    }
    calls = List.copyOf(calls);
    tokens = List.copyOf(tokens);
  }

  /** A sure reading; see the record's parameters. */
  public Resolution(List<Call> calls, List<String> tokens, double confidence) {
    this(calls, tokens, confidence, true, Optional.empty());
  }

  /** Nothing was said. */
  static Resolution silence() {
    return notAsked();
  }

  /** The model was not needed. */
  public static Resolution notAsked() {
    return new Resolution(List.of(), List.of(), 1);
  }

  /** The text has more word pieces than the model reads. */
  static Resolution tooLong() {
    return new Resolution(List.of(), List.of(), 0);
  }
}
