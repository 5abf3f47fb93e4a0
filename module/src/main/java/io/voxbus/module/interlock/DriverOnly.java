package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * What changes how the car drives, or what the driver sees, is for the driver to say, and for
 * nobody whose seat is not known.
 */
final class DriverOnly implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.asker().isDriver()
        ? Optional.empty()
        : Optional.of(new Refused(Rule.DRIVER_ONLY));
  }
}
