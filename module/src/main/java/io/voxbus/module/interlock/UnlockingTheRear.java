package io.voxbus.module.interlock;

import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.Optional;

/**
 * What keeps those behind from windows and doors is switched off only by somebody who is known to
 * sit in front: whose seat nobody knows may be one of them.
 */
final class UnlockingTheRear implements Interlock {
  @Override
  public Optional<Held> against(Request request) {
    return request.is("state", "off") && !request.asker().sitsInFront()
        ? Optional.of(new Refused(Rule.UNLOCKING_THE_REAR))
        : Optional.empty();
  }
}
