package io.voxbus.module.ground;

import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Map;

/** What became of a call when it met the board's facts. */
public sealed interface Grounding {
  /**
   * A call that this car can carry out: every word is one of the car's settings, every number is in
   * the car's own unit (degrees Celsius, km/h, millimetres) and range, what was not said is filled
   * in.
   *
   * @param spoken the call as understood
   * @param call the same, grounded; an area is a single place, or front, rear, left, right or all
   * @param places the places meant, each one that the board has; empty for a function of the whole
   *     car
   */
  record Grounded(Call spoken, Call call, List<Place> places) implements Grounding {
    /** Copies the places. */
    public Grounded {
      places = List.copyOf(places);
    }
  }

  /**
   * A call that this car cannot carry out.
   *
   * @param call the call as understood
   * @param rule {@code unsupported_function}, {@code unsupported_area}, {@code unsupported_value},
   *     {@code out_of_range} or {@code speaker_unknown}
   * @param facts what a sentence about it needs, by name: for {@code unsupported_area} the {@code
   *     place}, for {@code unsupported_value} the {@code value}, for {@code out_of_range} the
   *     number {@code said}, the {@code lowest} and the {@code highest} with their {@code unit} (a
   *     word of the catalogue, or other words, or none), and whether it is {@code of} a value or a
   *     change
   */
  record Ungrounded(Call call, String rule, Map<String, String> facts) implements Grounding {
    /** The rule of a call whose place was not said, by somebody whose seat nobody knows. */
    public static final String SPEAKER_UNKNOWN = "speaker_unknown";

    /** All rules that there are. */
    public static final List<String> RULES =
        List.of(
            "unsupported_function",
            "unsupported_area",
            "unsupported_value",
            "out_of_range",
            SPEAKER_UNKNOWN);

    /**
     * Copies the facts.
     *
     * @throws IllegalArgumentException when there is no such rule
     */
    public Ungrounded {
      if (!RULES.contains(rule)) {
        throw new IllegalArgumentException("no rule of grounding: " + rule);
      }
      facts = Map.copyOf(facts);
    }
  }
}
