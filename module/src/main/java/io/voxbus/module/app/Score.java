package io.voxbus.module.app;

import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many utterances came out right.
 *
 * @param rows how many there are
 * @param rightFunction of these, how many with the right functions in the order spoken
 * @param wholeCall of these, how many with every argument right too
 */
record Score(int rows, int rightFunction, int wholeCall) {
  static final Score NONE = new Score(0, 0, 0);

  /** The score of one utterance. */
  static Score of(List<Call> expected, List<Call> got) {
    return new Score(1, names(expected).equals(names(got)) ? 1 : 0, expected.equals(got) ? 1 : 0);
  }

  private static List<String> names(List<Call> calls) {
    return calls.stream().map(call -> call.function().name()).toList();
  }

  Score plus(Score other) {
    return new Score(
        rows + other.rows, rightFunction + other.rightFunction, wholeCall + other.wholeCall);
  }

  /** As it stands in the report for machines. */
  Map<String, Integer> toMap() {
    return new TreeMap<>(
        Map.of("rows", rows, "right_function", rightFunction, "whole_call", wholeCall));
  }
}
