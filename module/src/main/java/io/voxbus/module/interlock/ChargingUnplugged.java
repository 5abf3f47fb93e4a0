package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Charging begins only when a cable is known to be plugged in. */
final class ChargingUnplugged implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.is("action", "start")
            && !request.vehicle().flag(VehicleSignal.CHARGING_CABLE).orElse(false)
        ? Optional.of(new Refused(Rule.CHARGING_UNPLUGGED))
        : Optional.empty();
  }
}
