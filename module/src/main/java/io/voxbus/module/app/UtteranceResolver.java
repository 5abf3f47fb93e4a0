package io.voxbus.module.app;

import io.voxbus.module.resolve.Resolution;
import io.voxbus.vehicle.Call;
import java.util.List;

/** Text to calls: the trained model's {@code Resolver::resolve}, or another reading of language. */
@FunctionalInterface
public interface UtteranceResolver {
  /**
   * What a text asks for.
   *
   * @param text what was said
   * @param context the calls of the turn before; empty without one
   */
  Resolution resolve(String text, List<Call> context);
}
