package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Asked;
import io.voxbus.module.interlock.Verdict.Held;
import java.util.Optional;

/** Who drives with the lane assist may rely on it: switching it off on the way is asked about. */
final class LaneAssistWhileDriving implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.is("state", "off") && Motion.moves(request.vehicle())
        ? Optional.of(new Asked(Rule.LANE_ASSIST_WHILE_DRIVING))
        : Optional.empty();
  }
}
