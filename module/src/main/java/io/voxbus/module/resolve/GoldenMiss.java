package io.voxbus.module.resolve;

import java.util.List;

/**
 * A golden command that came out otherwise.
 *
 * @param command what was asked and expected
 * @param got what came out
 */
public record GoldenMiss(GoldenCommand command, Resolution got) {

  /** Runs all golden commands of a bundle; empty when each came out as it must. */
  public static List<GoldenMiss> of(Bundle bundle, Resolver resolver) {
    return bundle.golden().stream()
        .map(golden -> new GoldenMiss(golden, resolver.resolve(golden.text(), golden.context())))
        .filter(miss -> !miss.got().calls().equals(miss.command().calls()))
        .toList();
  }
}
