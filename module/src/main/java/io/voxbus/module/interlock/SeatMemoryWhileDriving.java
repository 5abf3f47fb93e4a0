package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * A stored position moves the whole seat, which startles, may take the pedals away and turns a
 * passenger's belt useless: for no seat while the car moves.
 */
final class SeatMemoryWhileDriving implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return Motion.moves(request.vehicle())
        ? Optional.of(new Refused(Rule.SEAT_MEMORY_WHILE_DRIVING))
        : Optional.empty();
  }
}
