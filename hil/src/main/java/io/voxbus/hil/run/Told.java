package io.voxbus.hil.run;

import io.voxbus.dbc.SignalReading;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was seen, in a line for people. */
public final class Told {
  private Told() {}

  /** One line. */
  public static String of(Seen.What what) {
    if (what instanceof Seen.Commanded seen) {
      return "command " + seen.command().getFunction();
    }
    if (what instanceof Seen.OnBus seen) {
      return frame(seen);
    }
    if (what instanceof Seen.Acked seen) {
      return "ack " + name(seen.ack().getState(), "ACK_");
    }
    return response(((Seen.Answered) what).response());
  }

  private static String frame(Seen.OnBus seen) {
    String line = seen.line().toString();
    return "frame "
        + line.substring(line.lastIndexOf(' ') + 1)
        + " "
        + seen.message()
        + seen.signals().stream()
            .filter(reading -> reading.raw() != 0)
            .map(Told::signal)
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String signal(SignalReading reading) {
    String value = reading.physical().stripTrailingZeros().toPlainString();
    return reading.signal().name() + "=" + reading.label().orElse(value);
  }

  private static String response(CommandResponse response) {
    String calls =
        response.getResultsList().stream().map(Told::call).collect(Collectors.joining(", "));
    return "response "
        + name(response.getOutcome(), "OUTCOME_")
        + (calls.isEmpty() ? "" : " (" + calls + ")")
        + (response.getSay().isEmpty() ? "" : " \"" + response.getSay() + "\"");
  }

  private static String call(CallResult result) {
    return result.getFunction()
        + " "
        + name(result.getState(), "CALL_")
        + (result.getRule().isEmpty() ? "" : " by " + result.getRule());
  }

  private static String name(Enum<?> value, String prefix) {
    return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
