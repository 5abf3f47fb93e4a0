package io.voxbus.module.interlock;

import io.voxbus.module.ground.Place;
import io.voxbus.module.interlock.Verdict.Asked;
import io.voxbus.module.interlock.Verdict.Held;
import java.util.Optional;

/**
 * A window where somebody else sits, or may sit, is shut only after a question: a hand may be in
 * it, and the speaker does not see it.
 */
final class ClosingOnSomebody implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    boolean somebody =
        request.grounded().places().stream().anyMatch(place -> somebodyElse(place, request));
    return request.is("action", "close") && somebody
        ? Optional.of(new Asked(Rule.CLOSING_ON_SOMEBODY))
        : Optional.empty();
  }

  private static boolean somebodyElse(Place place, Request request) {
    boolean own = request.asker().place().filter(place::equals).isPresent();
    return !own
        && request
            .vehicle()
            .flag(VehicleSignal.seated(place, request.asker().driver()))
            .orElse(true);
  }
}
