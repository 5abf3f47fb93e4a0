package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * The front wipers go on wiping while the car moves in the rain. Only a sensor that says so counts:
 * many cars have none, and their wipers must obey, so here what is not known does not refuse.
 */
final class WipersOffInRain implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.is("mode", "off")
            && !request.is("location", "rear")
            && Motion.moves(request.vehicle())
            && rains(request.vehicle())
        ? Optional.of(new Refused(Rule.WIPERS_OFF_IN_RAIN))
        : Optional.empty();
  }

  private static boolean rains(VehicleSnapshot vehicle) {
    return vehicle.number(VehicleSignal.RAIN).filter(rain -> rain > 0).isPresent();
  }
}
