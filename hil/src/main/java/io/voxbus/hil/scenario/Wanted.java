package io.voxbus.hil.scenario;

import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is expected to be seen. What is not named may be anything. */
public sealed interface Wanted {
  /** In words, for reports. */
  String words();

  /**
   * What an answer says of a call.
   *
   * @param function the catalogue's name
   * @param arguments those that must be there, with their values as text
   * @param state how far it got
   * @param rule which rule refused it
   */
  record Call(
      String function,
      Map<String, String> arguments,
      Optional<CallState> state,
      Optional<String> rule)
      implements Wanted {
    @Override
    public String words() {
      return "call "
          + function
          + listed(arguments)
          + state.map(s -> " " + name(s, "CALL_")).orElse("")
          + rule.map(r -> " by " + r).orElse("");
    }
  }

  /**
   * A command for the bridge.
   *
   * @param function the catalogue's name
   * @param arguments those that must be there, with their values as text
   */
  record Command(String function, Map<String, String> arguments) implements Wanted {
    @Override
    public String words() {
      return "command " + function + listed(arguments);
    }
  }

  /**
   * A frame on the bus.
   *
   * @param message the DBC file's name of its message; empty for any
   * @param id its identifier; empty for any
   * @param signals by the DBC file's names
   * @param protection whether its end-to-end protection holds: checksum, and another counter than
   *     the frame before
   */
  record Frame(
      Optional<String> message,
      Optional<Integer> id,
      Map<String, SignalValue> signals,
      Optional<Boolean> protection)
      implements Wanted {
    @Override
    public String words() {
      String values =
          signals.entrySet().stream()
              .map(signal -> " " + signal.getKey() + " " + signal.getValue().words())
              .collect(Collectors.joining(","));
      return "frame"
          + message.map(name -> " " + name).orElse("")
          + id.map(number -> " 0x%X".formatted(number)).orElse("")
          + values
          + protection.map(sound -> sound ? " well protected" : " badly protected").orElse("");
    }
  }

  /** The value of a signal. */
  sealed interface SignalValue {
    /** In words, for reports. */
    String words();

    /**
     * A number.
     *
     * @param tolerance in the signal's unit; empty for half a step of the signal
     */
    record Near(double value, Optional<Double> tolerance) implements SignalValue {
      @Override
      public String words() {
        return "= " + value + tolerance.map(t -> " ± " + t).orElse("");
      }
    }

    /** A number from {@code lowest} to {@code highest}. */
    record Between(double lowest, double highest) implements SignalValue {
      @Override
      public String words() {
        return "from " + lowest + " to " + highest;
      }
    }

    /** A value that the DBC file has a name for. */
    record Label(String label) implements SignalValue {
      @Override
      public String words() {
        return "= " + label;
      }
    }
  }

  /**
   * The answer to a transcript.
   *
   * @param say the whole sentence
   * @param detail a part of what is said to the sender of an unusable transcript
   */
  record Response(Optional<Outcome> outcome, Optional<String> say, Optional<String> detail)
      implements Wanted {
    @Override
    public String words() {
      return Stream.of(
              Optional.of("response"),
              outcome.map(o -> name(o, "OUTCOME_")),
              say.map(s -> "\"" + s + "\""),
              detail.map(d -> "because \"" + d + "\""))
          .flatMap(Optional::stream)
          .collect(Collectors.joining(" "));
    }
  }

  /** An answer that there is nothing to do, and no command and no frame before it. */
  record Nothing() implements Wanted {
    @Override
    public String words() {
      return "nothing to be done";
    }
  }

  private static String listed(Map<String, String> arguments) {
    return arguments.entrySet().stream()
        .map(argument -> argument.getKey() + "=" + argument.getValue())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String name(Enum<?> value, String prefix) {
    return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
