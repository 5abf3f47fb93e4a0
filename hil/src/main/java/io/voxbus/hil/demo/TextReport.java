package io.voxbus.hil.demo;

import io.voxbus.dbc.SignalReading;
import io.voxbus.hil.demo.BusRecorder.SentFrame;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Timings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A turn for people. */
final class TextReport implements Report {
  private static final String INDENT = " ".repeat(11);

  @Override
  public String of(Turn turn) {
    CommandResponse response = turn.response();
    StringBuilder text = new StringBuilder("\n> ").append(turn.text()).append('\n');
    if (response.getTokensCount() > 0) {
      line(text, "tokens", String.join(" ", response.getTokensList()));
    }
    for (int i = 0; i < response.getResultsCount(); i++) {
      call(text, response.getResults(i), turn.frames().get(i));
    }
    line(text, "outcome", outcome(response));
    if (!response.getSay().isEmpty()) {
      line(text, "says", response.getSay());
    }
    line(text, "time", time(turn));
    return text.toString();
  }

  private static void call(StringBuilder text, CallResult result, List<SentFrame> frames) {
    String arguments =
        result.getArgumentsList().stream().map(TextReport::text).collect(Collectors.joining(", "));
    line(text, "call", result.getFunction() + "(" + arguments + ")  " + state(result));
    for (SentFrame frame : frames) {
      line(text, "frame", frame.line().toString());
      text.append(INDENT).append(frame.message()).append(": ").append(signals(frame)).append('\n');
    }
  }

  private static String text(Argument argument) {
    String value =
        argument.hasWord()
            ? argument.getWord()
            : BigDecimal.valueOf(argument.getNumber()).stripTrailingZeros().toPlainString();
    return argument.getName() + "=" + value;
  }

  private static String state(CallResult result) {
    String state = name(result.getState().name(), "CALL_");
    if (result.getState() == CallState.CALL_ASKED) {
      return state + " because of " + result.getRule();
    }
    boolean refused =
        result.getState() == CallState.CALL_REFUSED || result.getState() == CallState.CALL_REJECTED;
    return refused ? state + " by " + result.getRule() : state;
  }

  private static String signals(SentFrame frame) {
    return frame.signals().stream().map(TextReport::text).collect(Collectors.joining(", "));
  }

  private static String text(SignalReading reading) {
    String value = reading.physical().stripTrailingZeros().toPlainString();
    String unit = reading.signal().unit();
    return reading.signal().name()
        + "="
        + reading.label().orElse(unit.isEmpty() ? value : value + " " + unit);
  }

  private static String outcome(CommandResponse response) {
    String outcome = name(response.getOutcome().name(), "OUTCOME_");
    return response.hasConfidence()
        ? String.format(Locale.ROOT, "%s (confidence %.3f)", outcome, response.getConfidence())
        : outcome;
  }

  private static String time(Turn turn) {
    Timings timings = turn.response().getTimings();
    return String.format(
        Locale.ROOT,
        "wait %.1f ms, model %.1f ms, ground to encode %.1f ms, bridge %.1f ms; heard after %.1f ms",
        timings.getWaitUs() / 1e3,
        timings.getResolveUs() / 1e3,
        timings.getPrepareUs() / 1e3,
        timings.getBridgeUs() / 1e3,
        turn.took().toNanos() / 1e6);
  }

  private static String name(String value, String prefix) {
    return value.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void line(StringBuilder text, String label, String content) {
    text.append("  ")
        .append(String.format(Locale.ROOT, "%-9s", label))
        .append(content)
        .append('\n');
  }
}
