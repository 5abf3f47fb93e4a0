package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Whoever drives keeps the seat and the backrest as they are, until the car stands. */
final class DriverSeatWhileDriving implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.places().contains(request.asker().driver()) && Motion.moves(request.vehicle())
        ? Optional.of(new Refused(Rule.DRIVER_SEAT_WHILE_DRIVING))
        : Optional.empty();
  }
}
