package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * Cruise control is switched on, resumed and set only on a car that drives forwards. Off and cancel
 * are always allowed.
 */
final class CruiseOnlyWhenDriving implements Interlock {
  private static final double LEAST_KMH = 20;

  @Override
  public Optional<Held> against(Request request) {
    return !request.is("state", "off", "cancel")
            && !Motion.drivesForwards(LEAST_KMH, request.vehicle())
        ? Optional.of(new Refused(Rule.CRUISE_ONLY_WHEN_DRIVING))
        : Optional.empty();
  }
}
