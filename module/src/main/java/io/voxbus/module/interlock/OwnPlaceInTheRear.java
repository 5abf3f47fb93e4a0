package io.voxbus.module.interlock;

import io.voxbus.module.ground.Place;
import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** Whoever sits behind may change what is in the second row, and nothing in the first. */
final class OwnPlaceInTheRear implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.asker().sitsBehind() && request.places().stream().anyMatch(Place::isFront)
        ? Optional.of(new Refused(Rule.REAR_PASSENGER))
        : Optional.empty();
  }
}
