package io.voxbus.module.app;

import io.voxbus.module.resolve.Doubt;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the service would do with utterances by the bundle's thresholds.
 *
 * @param acted how many it would act on
 * @param actedRight of these, how many with the whole call right
 * @param actedInVain of these, how many that ask for nothing
 * @param asked how many it would ask back about
 * @param offered of these, how many where a choice is what was meant
 * @param left how many it would do nothing about
 */
record Acting(int acted, int actedRight, int actedInVain, int asked, int offered, int left) {
  static final Acting NONE = new Acting(0, 0, 0, 0, 0, 0);

  /**
   * One utterance.
   *
   * @param expected what it asks for
   * @param got what the model made of it
   * @param ask the least confidence of a question
   */
  static Acting of(List<Call> expected, Resolution got, double ask) {
    Optional<Doubt> doubt = got.doubt();
    if (got.calls().isEmpty() || (doubt.isPresent() && got.confidence() < ask)) {
      return new Acting(0, 0, 0, 0, 0, 1);
    }
    boolean right = got.calls().equals(expected);
    if (doubt.isEmpty()) {
      return new Acting(1, right ? 1 : 0, expected.isEmpty() ? 1 : 0, 0, 0, 0);
    }
    return new Acting(0, 0, 0, 1, right || doubt.get().instead().equals(expected) ? 1 : 0, 0);
  }

  Acting plus(Acting other) {
    return new Acting(
        acted + other.acted,
        actedRight + other.actedRight,
        actedInVain + other.actedInVain,
        asked + other.asked,
        offered + other.offered,
        left + other.left);
  }

  /** For people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "by the thresholds: acts on %d, %d right, %d that ask for nothing; asks back about %d,"
            + " offering what was meant in %d; does nothing about %d",
        acted,
        actedRight,
        actedInVain,
        asked,
        offered,
        left);
  }

  /** As it stands in the report for machines. */
  Map<String, Integer> toMap() {
    return new TreeMap<>(
        Map.of(
            "acted", acted,
            "acted_right", actedRight,
            "acted_in_vain", actedInVain,
            "asked", asked,
            "offered", offered,
            "left", left));
  }
}
