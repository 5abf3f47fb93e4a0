package io.voxbus.hil.run;

import io.voxbus.proto.v1.Timings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A transcript and where its time went.
 *
 * @param id the transcript's
 * @param said when it was published, or was to be, by {@link System#nanoTime}
 * @param micros of each stage that it went through
 */
public record Utterance(String id, long said, Map<Stage, Long> micros) {

  /** What was seen of a transcript that was said at this time. */
  static Utterance of(String id, long said, List<Seen> seen) {
    Utterance utterance = new Utterance(id, said, Map.of());
    for (Seen each : seen) {
      utterance = utterance.with(each);
    }
    return utterance;
  }

  /** The same, and what this tells of it; anything of another transcript tells nothing. */
  public Utterance with(Seen seen) {
    boolean own = seen.what().id().equals(id) || seen.what().id().startsWith(id + "/");
    if (!own || seen.nanos() < said) {
      return this;
    }
    Map<Stage, Long> more = new EnumMap<>(Stage.class);
    more.putAll(micros);
    note(more, (seen.nanos() - said) / 1000, seen.what());
    return new Utterance(id, said, more);
  }

  private static void note(Map<Stage, Long> micros, long after, Seen.What what) {
    if (what instanceof Seen.Commanded) {
      micros.putIfAbsent(Stage.TO_COMMAND, after);
    } else if (what instanceof Seen.OnBus) {
      micros.putIfAbsent(Stage.TO_FRAME, after);
    } else if (what instanceof Seen.Answered answer) {
      micros.putIfAbsent(Stage.TO_RESPONSE, after);
      if (answer.response().hasTimings()) {
        note(micros, answer.response().getTimings());
      }
    }
  }

  private static void note(Map<Stage, Long> micros, Timings timings) {
    micros.putIfAbsent(Stage.WAIT, Integer.toUnsignedLong(timings.getWaitUs()));
    micros.putIfAbsent(Stage.RESOLVE, Integer.toUnsignedLong(timings.getResolveUs()));
    micros.putIfAbsent(Stage.PREPARE, Integer.toUnsignedLong(timings.getPrepareUs()));
    micros.putIfAbsent(Stage.BRIDGE, Integer.toUnsignedLong(timings.getBridgeUs()));
  }
}
