package io.voxbus.module.resolve;

import io.voxbus.vehicle.Call;
import java.util.List;

/**
 * A command that a bundle must get right on every machine; decisions are compared, not numbers.
 *
 * @param text what is said
 * @param context the calls of the turn before; empty without one
 * @param calls what must come out
 */
public record GoldenCommand(String text, List<Call> context, List<Call> calls) {
  public GoldenCommand {
    context = List.copyOf(context);
    calls = List.copyOf(calls);
  }
}
