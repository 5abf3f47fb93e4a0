package io.voxbus.hil.scenario;

import com.google.protobuf.ByteString;
import io.voxbus.proto.v1.Alternative;
import io.voxbus.proto.v1.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a step does. */
public sealed interface Action {
  /** In words, for reports. */
  String words();

  /**
   * Somebody says something.
   *
   * @param text as the recogniser heard it
   * @param details what else the transcript says
   * @param repeatOf the step whose transcript id is used again; empty for a new one
   */
  record Say(String text, Details details, Optional<String> repeatOf) implements Action {
    /**
     * What a transcript says beside its text.
     *
     * @param seat where the speaker sits
     * @param confidence of the recogniser, 0 to 1
     * @param alternatives other readings, best first
     * @param locale a BCP 47 tag, or empty
     * @param session of the conversation; empty for the scenario's own
     * @param age how long ago it was said
     * @param json whether it is sent in JSON
     */
    public record Details(
        Seat seat,
        Optional<Double> confidence,
        List<Alternative> alternatives,
        String locale,
        String session,
        Duration age,
        boolean json) {}

    @Override
    public String words() {
      String seat = details.seat().name().substring("SEAT_".length()).toLowerCase(Locale.ROOT);
      return "say \"%s\" (%s)".formatted(shortened(text), seat.replace('_', ' '));
    }

    private static String shortened(String text) {
      return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
  }

  /**
   * Bytes are published as they are.
   *
   * @param topic below prefix and vehicle, for example {@code transcript}
   */
  record Send(String topic, ByteString payload, boolean retained) implements Action {
    @Override
    public String words() {
      return "send %d bytes to %s%s".formatted(payload.size(), topic, retained ? ", retained" : "");
    }
  }

  /**
   * The vehicle changes its state.
   *
   * @param values by VSS path: true, false, a number, or a word
   */
  record State(Map<String, String> values) implements Action {
    @Override
    public String words() {
      return values.entrySet().stream()
          .map(value -> value.getKey() + " = " + value.getValue())
          .collect(Collectors.joining(", ", "state ", ""));
    }
  }

  /**
   * Something is to be seen.
   *
   * @param wanted each after the one before
   * @param count how often
   * @param within how long after the step that it counts from has begun
   * @param since that step; empty for the last one above that said, sent or changed something
   */
  record Expect(List<Wanted> wanted, Count count, Duration within, Optional<String> since)
      implements Action {
    @Override
    public String words() {
      String what = wanted.stream().map(Wanted::words).collect(Collectors.joining(", then "));
      return "expect %s%s within %s ms".formatted(count.words(), what, within.toMillis());
    }
  }

  /**
   * How often something is to be seen.
   *
   * @param times at least once, unless exact
   * @param exact whether no more may be seen until the time is over
   */
  record Count(int times, boolean exact) {
    /** Once or more often. */
    public static final Count ONCE = new Count(1, false);

    String words() {
      return exact ? "exactly " + times + " × " : times == 1 ? "" : times + " × ";
    }
  }

  /** Nothing of a kind is to be seen for a time; of any kind, when none is named. */
  record ExpectNone(Optional<Wanted> wanted, Duration time) implements Action {
    @Override
    public String words() {
      String what = wanted.map(Wanted::words).orElse("command or frame");
      return "expect no %s for %d ms".formatted(what, time.toMillis());
    }
  }

  /**
   * Something goes wrong, or well again, from now on.
   *
   * @param by of a delay, how long; of anything else zero
   */
  record Inject(Fault fault, Duration by) implements Action {
    @Override
    public String words() {
      String time = by.isZero() ? "" : " by " + by.toMillis() + " ms";
      return "inject %s: %s%s".formatted(fault.part(), fault.kind(), time);
    }
  }
}
