package io.voxbus.module.app;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands that still wait for the broker. A later one of the same function for the same thing
 * takes the place of one that has not gone out yet: "open the window ... no, shut it" while the
 * broker is away must not do both when it is back. The same said twice does no harm, and changes by
 * an amount add up, so these are left alone.
 */
final class WaitingCommands {
  private static final List<String> SELECTORS = List.of("location", "target", "channel", "band");

  private final Map<Thing, Waiting> waiting = new HashMap<>();

  /** A command that waits, or has gone out and is not answered yet. */
  private record Waiting(Call call, CommandDelivery delivery) {}

  /** What a call is about. */
  private record Thing(String function, List<Place> places, List<Optional<ArgumentValue>> which) {}

  /** A command begins to wait; the one that it replaces is withdrawn. */
  void add(Grounded grounded, CommandDelivery delivery) {
    Call call = grounded.call();
    if (call.argument("direction").isPresent() || !isSetting(call)) {
      return;
    }
    Thing thing =
        new Thing(
            call.function().name(),
            grounded.places(),
            SELECTORS.stream().map(call::argument).toList());
    Waiting added = new Waiting(call, delivery);
    Optional.ofNullable(waiting.put(thing, added))
        .filter(earlier -> !earlier.call().equals(call))
        .ifPresent(earlier -> earlier.delivery().supersede());
    delivery.report().onComplete(done -> waiting.remove(thing, added));
  }

  /** Titles that are skipped, questions and stored positions each count for themselves. */
  private static boolean isSetting(Call call) {
    return !List.of("control_playback", "query_status", "save_seat_memory", "wash_window")
        .contains(call.function().name());
  }
}
