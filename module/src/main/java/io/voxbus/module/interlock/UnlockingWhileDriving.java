package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Doors stay locked while the car moves, and children's locks stay on. */
final class UnlockingWhileDriving implements Interlock {
  private static final double LIMIT_KMH = 3;

  @Override
  public Optional<Refused> against(Grounded grounded, VehicleSnapshot vehicle) {
    if (!(Arguments.is(grounded, "state", "unlock") || Arguments.is(grounded, "state", "off"))
        || !Speed.above(LIMIT_KMH, vehicle)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            "unlocking_while_driving", "I can only unlock the doors when the car stands still."));
  }
}
