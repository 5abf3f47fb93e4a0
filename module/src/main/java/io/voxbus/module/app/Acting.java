package io.voxbus.module.app;

import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
   * @param thresholds the bundle's
   */
  static Acting of(List<Call> expected, Resolution got, Manifest.Thresholds thresholds) {
    boolean right = got.calls().equals(expected);
    boolean other = got.doubt().map(doubt -> doubt.instead().equals(expected)).orElse(false);
    return switch (Decision.of(got, thresholds)) {
      case ACT -> new Acting(1, right ? 1 : 0, expected.isEmpty() ? 1 : 0, 0, 0, 0);
      case ASK -> new Acting(0, 0, 0, 1, right || other ? 1 : 0, 0);
      case NOTHING -> new Acting(0, 0, 0, 0, 0, 1);
    };
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
