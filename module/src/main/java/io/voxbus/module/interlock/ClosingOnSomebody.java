package io.voxbus.module.interlock;

import io.voxbus.module.ground.Place;
import io.voxbus.module.interlock.Verdict.Asked;
import io.voxbus.module.interlock.Verdict.Held;
import java.util.Optional;

/**
 * A window where somebody else sits, or may sit, goes up only after a question: a hand may be in
 * it, and the speaker does not see it. "Open it a quarter" shuts one that is wide open, too.
 */
final class ClosingOnSomebody implements Interlock {
  private static final double WIDE = 100;

  @Override
  public Optional<Held> against(Request request) {
    boolean held =
        request.places().stream()
            .anyMatch(place -> mayRise(place, request) && somebodyElse(place, request));
    return held ? Optional.of(new Asked(Rule.CLOSING_ON_SOMEBODY)) : Optional.empty();
  }

  /** Whether it may have to go up to where it shall be; a stop moves nothing. */
  private static boolean mayRise(Place place, Request request) {
    if (request.is("action", "stop")) {
      return false;
    }
    double wanted = request.number("position").orElse(0.0);
    double open =
        request
            .vehicle()
            .number(VehicleSignal.window(place, request.asker().driver()))
            .orElse(WIDE);
    return request.is("action", "close") || wanted < open;
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
