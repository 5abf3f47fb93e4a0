package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * Doors, trunk, hood and flaps are opened only on a car that stands in park or neutral; shutting
 * them, and stopping the trunk, is always allowed.
 */
final class OpeningsWhileDriving implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.is("action", "open") && !Motion.isAtRest(request.vehicle())
        ? Optional.of(new Refused(Rule.OPENINGS_WHILE_DRIVING))
        : Optional.empty();
  }
}
