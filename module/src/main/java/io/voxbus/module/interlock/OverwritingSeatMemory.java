package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Asked;
import io.voxbus.module.interlock.Verdict.Held;
import java.util.Optional;

/** A stored position that is overwritten is gone, so storing one is asked about. */
final class OverwritingSeatMemory implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return Optional.of(new Asked(Rule.OVERWRITING_SEAT_MEMORY));
  }
}
