package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Asked;
import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Stability control is switched off only at a standstill, and only after a question. */
final class StabilityControl implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    if (!request.is("state", "off")) {
      return Optional.empty();
    }
    return Optional.of(
        Motion.moves(request.vehicle())
            ? new Refused(Rule.STABILITY_CONTROL)
            : new Asked(Rule.STABILITY_CONTROL));
  }
}
