package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Doors stay locked, and children's locks on, unless the car stands in park or neutral. */
final class UnlockingWhileDriving implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.is("state", "unlock", "off") && !Motion.isAtRest(request.vehicle())
        ? Optional.of(new Refused(Rule.UNLOCKING_WHILE_DRIVING))
        : Optional.empty();
  }
}
