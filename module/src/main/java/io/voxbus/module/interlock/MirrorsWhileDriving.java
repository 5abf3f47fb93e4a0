package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Mirrors stay out above walking and parking speeds. */
final class MirrorsWhileDriving implements Interlock {
  private static final double LIMIT_KMH = 20;

  @Override
  public Optional<Refused> against(Grounded grounded, VehicleSnapshot vehicle) {
    if (!Arguments.is(grounded, "action", "fold") || !Speed.above(LIMIT_KMH, vehicle)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused("mirrors_while_driving", "I can only fold the mirrors when the car is slow."));
  }
}
