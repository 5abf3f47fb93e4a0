package io.voxbus.module.resolve;

import java.util.List;

/**
 * A golden command that came out otherwise.
 *
 * @param command what was asked and expected
 * @param got what came out
 */
public record GoldenMiss(GoldenCommand command, Resolution got) {

  /**
   * Runs all golden commands of a bundle.
   *
   * @throws BundleException when one does not come out as it must
   */
  public static void requireNone(Bundle bundle, Resolver resolver) {
    int missed = of(bundle, resolver).size();
    if (missed > 0) {
      throw new BundleException(
          "%d of the bundle's %d golden commands come out otherwise on this machine"
              .formatted(missed, bundle.golden().size()),
          "see 'voxbus model verify', and run another bundle");
    }
  }

  /** Runs all golden commands of a bundle; empty when each came out as it must. */
  public static List<GoldenMiss> of(Bundle bundle, Resolver resolver) {
    return bundle.golden().stream()
        .map(golden -> new GoldenMiss(golden, resolver.resolve(golden.text(), golden.context())))
        .filter(miss -> !miss.got().calls().equals(miss.command().calls()))
        .toList();
  }
}
