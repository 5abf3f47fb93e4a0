package io.voxbus.module.can;

import io.voxbus.dbc.NumberKind;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Choice;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the key {@code mask} of an entry, for a function that owns only some bits of a signal.
 *
 * @param routes reads a choice of masks
 * @param entry the entry
 */
record MaskReader(RouteReader routes, BoardPart entry) {
  /** The same route, to the masked bits. */
  Route<SignalTarget> masked(Route<SignalTarget> route) {
    Choice<Long> masks = routes.choice(entry, "mask", MaskReader::mask);
    if (!masks.argument().isEmpty() && !masks.argument().equals(route.targets().argument())) {
      throw entry.get("mask").refusal("the signal has one choice only", "give one mask");
    }
    Map<String, List<SignalTarget>> cases = new LinkedHashMap<>();
    route
        .targets()
        .cases()
        .forEach((key, targets) -> cases.put(key, masked(targets, mask(masks, key))));
    return new Route<>(
        route.argument(), route.constant(), new Choice<>(route.targets().argument(), cases));
  }

  private static long mask(Choice<Long> masks, String key) {
    Map<String, Long> cases = masks.cases();
    return cases.getOrDefault(key, cases.values().iterator().next());
  }

  private static long mask(BoardPart part) {
    long mask = part.whole(1, Integer.MAX_VALUE);
    long aligned = mask >> Long.numberOfTrailingZeros(mask);
    if ((aligned & aligned + 1) != 0) {
      throw part.refusal("the bits of the mask are no neighbours", "write an entry for each group");
    }
    return mask;
  }

  private List<SignalTarget> masked(List<SignalTarget> targets, long mask) {
    targets.forEach(target -> check(target, mask));
    return targets.stream().map(target -> target.masked(mask)).toList();
  }

  private void check(SignalTarget target, long mask) {
    boolean whole =
        target.signal().kind() == NumberKind.UNSIGNED
            && target.signal().bits().length() < 63
            && mask >> target.signal().bits().length() == 0;
    if (!whole || !anyBits(target)) {
      throw entry
          .get("mask")
          .refusal(
              target + " cannot be written bit by bit",
              "name an unsigned signal without range, and bits that it has");
    }
  }

  /** Whether every pattern of bits is a value that the signal may carry. */
  private static boolean anyBits(SignalTarget target) {
    long highest = (1L << target.signal().bits().length()) - 1;
    return target.signal().range().isEmpty() || (inRange(target, 0) && inRange(target, highest));
  }

  private static boolean inRange(SignalTarget target, long raw) {
    BigDecimal physical = target.signal().physical(raw).orElseThrow();
    return target
        .signal()
        .range()
        .filter(range -> physical.compareTo(range.minimum()) >= 0)
        .filter(range -> physical.compareTo(range.maximum()) <= 0)
        .isPresent();
  }
}
