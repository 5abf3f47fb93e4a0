package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * Above parking speed the mirrors stay as they are: what the driver sees behind must not change.
 * Unfolding them is always allowed.
 */
final class MirrorsWhileDriving implements Interlock {
  private static final double PARKING_KMH = 20;

  @Override
  public Optional<Held> against(Request request) {
    return !request.is("action", "unfold") && Motion.mayBeFasterThan(PARKING_KMH, request.vehicle())
        ? Optional.of(new Refused(Rule.MIRRORS_WHILE_DRIVING))
        : Optional.empty();
  }
}
