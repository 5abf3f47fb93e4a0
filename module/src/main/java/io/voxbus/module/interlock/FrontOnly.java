package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/** What concerns the whole car is for those in front to say, not for children in the back. */
final class FrontOnly implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.asker().sitsBehind()
        ? Optional.of(new Refused(Rule.FRONT_ONLY))
        : Optional.empty();
  }
}
