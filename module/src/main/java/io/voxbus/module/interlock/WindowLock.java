package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * While the driver has locked the windows, nobody behind opens or shuts one by voice either, and
 * nobody who may sit behind.
 */
final class WindowLock implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return !request.asker().sitsInFront()
            && request.vehicle().flag(VehicleSignal.WINDOW_LOCK).orElse(true)
        ? Optional.of(new Refused(Rule.WINDOW_LOCK))
        : Optional.empty();
  }
}
