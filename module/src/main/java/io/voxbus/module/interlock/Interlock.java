package io.voxbus.module.interlock;

import java.util.Optional;

/**
 * One reason not to do what was said. A vehicle state that it needs and that is not known, or too
 * old, counts as the unsafe one.
 */
interface Interlock {
  /** What is against the call; empty when there is nothing. */
  Optional<Verdict.Held> against(Request request);
}
