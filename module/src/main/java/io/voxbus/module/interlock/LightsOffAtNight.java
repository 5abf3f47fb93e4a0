package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** In the dark the headlights are switched off only on a parked car. */
final class LightsOffAtNight implements Interlock {
  /**
   * About what is left half an hour after sunset; headlights that switch themselves do so earlier.
   */
  private static final double DARK_PERCENT = 20;

  @Override
  public Optional<Held> against(Request request) {
    return request.is("mode", "off", "parking")
            && !Motion.isParked(request.vehicle())
            && mayBeDark(request.vehicle())
        ? Optional.of(new Refused(Rule.LIGHTS_OFF_AT_NIGHT))
        : Optional.empty();
  }

  private static boolean mayBeDark(VehicleSnapshot vehicle) {
    return vehicle
        .number(VehicleSignal.LIGHT_OUTSIDE)
        .map(light -> light < DARK_PERCENT)
        .orElse(true);
  }
}
