package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import java.util.Optional;

/**
 * One reason not to do what was said.
 *
 * <p>An interlock refuses when the vehicle is known to be in a state that forbids the call. A state
 * that is not known does not refuse: whether it should, and how old a state may be, is settled with
 * the vehicle-state feed.
 */
interface Interlock {
  /** The refusal; empty when there is nothing against the call. */
  Optional<Verdict.Refused> against(Grounded grounded, VehicleSnapshot vehicle);
}
