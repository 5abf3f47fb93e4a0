package io.voxbus.module.resolve;

import io.voxbus.vehicle.Call;
import java.util.List;

/**
 * Why a reading is too unsure to be acted on: at its closest choice another token was nearly as
 * likely.
 *
 * @param probability the chosen token's, 0 to 1
 * @param other the runner-up's, 0 to 1
 * @param instead the calls that the runner-up leads to, at most four, other than the reading's own;
 *     empty when it makes the utterance ask for nothing, or leads to no end
 */
public record Doubt(double probability, double other, List<Call> instead) {
  public Doubt {
    instead = List.copyOf(instead);
  }
}
