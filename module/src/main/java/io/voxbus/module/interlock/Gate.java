package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Verdict.Held;
import io.voxbus.module.interlock.Verdict.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The gate that every call passes before it can be encoded, and again before it can be published.
 * Holds no state; may be shared between threads.
 */
public final class Gate {
  private final Map<String, List<Interlock>> interlocks;
  private final LongSupplier nanoTime;

  Gate(Map<String, List<Interlock>> interlocks, LongSupplier nanoTime) {
    this.interlocks = Map.copyOf(interlocks);
    this.nanoTime = nanoTime;
  }

  /** The gate with the interlocks of {@link InterlockTable}. */
  public static Gate standard() {
    return new Gate(InterlockTable.STANDARD, System::nanoTime);
  }

  /**
   * A pass for a call that is encoded to be looked at, and never sent: no interlock is asked. It
   * has expired when it is made, so that nothing can be published with it.
   */
  public static Pass forDisplay(Grounded grounded) {
    return new Pass(grounded, System.nanoTime() - 2 * Pass.LIFE.toNanos());
  }

  /**
   * Lets a call through, or holds it: an interlock that refuses comes before one that asks, and
   * among several the first in the table is named. A function without an entry in the table is
   * refused.
   */
  public Verdict judge(Request request) {
    List<Interlock> rules = interlocks.get(request.grounded().call().function().name());
    if (rules == null) {
      return new Refused(Rule.NO_RULE);
    }
    List<Held> held =
        rules.stream().map(rule -> rule.against(request)).flatMap(Optional::stream).toList();
    return held.stream()
        .filter(Refused.class::isInstance)
        .findFirst()
        .or(() -> held.stream().filter(asked -> !request.asker().confirmed()).findFirst())
        .<Verdict>map(reason -> reason)
        .orElseGet(() -> new Pass(request.grounded(), nanoTime.getAsLong()));
  }

  /**
   * Uses a pass up, at the moment of publication.
   *
   * @param pass what {@link #judge} gave; of no use afterwards
   * @param encoded the call whose command is about to go out
   * @return whether it may: false for another call, and for a pass that was used before or is older
   *     than {@link Pass#LIFE}
   */
  public boolean admits(Pass pass, Grounded encoded) {
    return pass.redeem(encoded, nanoTime.getAsLong());
  }
}
