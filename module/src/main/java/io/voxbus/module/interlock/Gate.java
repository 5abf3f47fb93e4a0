package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gate that every call passes before it can be encoded. Holds no state; may be shared between
 * threads.
 */
public final class Gate {
  private final Map<String, List<Interlock>> interlocks;

  Gate(Map<String, List<Interlock>> interlocks) {
    this.interlocks = Map.copyOf(interlocks);
  }

  /** The gate with the interlocks of {@link InterlockTable}. */
  public static Gate standard() {
    return new Gate(InterlockTable.STANDARD);
  }

  /**
   * Clears a call, or refuses it for the first interlock that has something against it. A function
   * without an entry in the table is refused.
   */
  public Verdict judge(Grounded grounded, VehicleSnapshot vehicle) {
    List<Interlock> against = interlocks.get(grounded.call().function().name());
    if (against == null) {
      return new Verdict.Refused("no_rule", "I am not allowed to do that.");
    }
    return against.stream()
        .map(interlock -> interlock.against(grounded, vehicle))
        .flatMap(Optional::stream)
        .<Verdict>map(refused -> refused)
        .findFirst()
        .orElseGet(() -> new Cleared(grounded));
  }

  /**
   * A call that passed the gate. Only the gate can make one, and the encoder takes nothing else.
   */
  public static final class Cleared implements Verdict {
    private final Grounded grounded;

    private Cleared(Grounded grounded) {
      this.grounded = grounded;
    }

    /** The call that was cleared. */
    public Grounded grounded() {
      return grounded;
    }
  }
}
