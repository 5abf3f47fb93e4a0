package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Above town speed the car keeps its height, except that it may go back to its normal one. */
final class SuspensionWhileDriving implements Interlock {
  private static final double TOWN_KMH = 50;

  @Override
  public Optional<Held> against(Request request) {
    return !request.is("height", "normal") && Motion.mayBeFasterThan(TOWN_KMH, request.vehicle())
        ? Optional.of(new Refused(Rule.SUSPENSION_WHILE_DRIVING))
        : Optional.empty();
  }
}
