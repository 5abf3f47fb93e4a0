package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Doors, trunk, hood and flaps stay shut while the car moves; shutting them is always allowed. */
final class OpeningsWhileDriving implements Interlock {
  private static final double LIMIT_KMH = 3;

  @Override
  public Optional<Refused> against(Grounded grounded, VehicleSnapshot vehicle) {
    if (!Arguments.is(grounded, "action", "open") || !Speed.above(LIMIT_KMH, vehicle)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused("openings_while_driving", "I can only open that when the car stands still."));
  }
}
