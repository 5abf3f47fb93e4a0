package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Asked;
import io.voxbus.module.interlock.Verdict.Held;
import java.util.Optional;

/** Hood and powered doors swing into whoever stands there: opening them is asked about. */
final class HeavyOpenings implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.is("action", "open")
        ? Optional.of(new Asked(Rule.HEAVY_OPENINGS))
        : Optional.empty();
  }
}
