package io.voxbus.vehicle;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the catalogue's functions and arguments mean beyond their types. */
public final class Meaning {
  /** Arguments that say which thing is meant, beside the place, and not what becomes of it. */
  private static final List<String> SELECTORS = List.of("location", "target", "channel", "band");

  private static final Set<String> STEPS =
      Set.of("control_playback", "query_status", "save_seat_memory", "wash_window");

  private Meaning() {}

  /** Which thing is meant, apart from its place; equal for calls that are about the same one. */
  public static List<Optional<ArgumentValue>> selected(Call call) {
    return SELECTORS.stream().map(call::argument).toList();
  }

  /**
   * Whether calls of this function are done one after the other, each for itself: a title skipped,
   * a question, a stored position.
   */
  public static boolean isStep(FunctionSpec function) {
    return STEPS.contains(function.name());
  }
}
