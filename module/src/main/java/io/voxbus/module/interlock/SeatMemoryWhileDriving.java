package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * A stored seat position moves the whole seat, which startles and may take the pedals away: not
 * while the car moves.
 */
final class SeatMemoryWhileDriving implements Interlock {
  private static final double LIMIT_KMH = 3;

  @Override
  public Optional<Refused> against(Grounded grounded, VehicleSnapshot vehicle) {
    return Speed.above(LIMIT_KMH, vehicle)
        ? Optional.of(
            new Refused(
                "seat_memory_while_driving",
                "I can only recall a seat position when the car stands still."))
        : Optional.empty();
  }
}
