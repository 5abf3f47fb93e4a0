package io.voxbus.module.reply;

import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.WireArguments;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import java.util.List;
import java.util.Locale;

/** Calls and what became of them, as the wire has it. */
final class Results {
  private Results() {}

  /** What became of the whole. */
  static Outcome outcome(List<CallReport> reports) {
    return reports.stream().anyMatch(CallReport.Asked.class::isInstance)
        ? Outcome.OUTCOME_ASKED
        : done(reports.stream().map(Results::state).toList());
  }

  /** Whether all, some or none of the calls were carried out. */
  static Outcome done(List<CallState> states) {
    long done = states.stream().filter(Results::isDone).count();
    if (done == 0) {
      return Outcome.OUTCOME_FAILED;
    }
    return done == states.size() ? Outcome.OUTCOME_DONE : Outcome.OUTCOME_PARTLY_DONE;
  }

  static boolean isDone(CallReport report) {
    return isDone(state(report));
  }

  /** Whether it is known that the call was carried out, or that it was not. */
  static boolean isCertain(CallReport report) {
    return isCertain(state(report));
  }

  static boolean isCertain(CallState state) {
    return state != CallState.CALL_ACCEPTED && state != CallState.CALL_TIMED_OUT;
  }

  private static boolean isDone(CallState state) {
    return state == CallState.CALL_TRANSMITTED || state == CallState.CALL_CONFIRMED;
  }

  static CallState state(CallReport report) {
    if (report instanceof CallReport.Sent sent) {
      return state(sent.answer());
    }
    if (report instanceof CallReport.Asked) {
      return CallState.CALL_ASKED;
    }
    return report instanceof CallReport.Superseded
        ? CallState.CALL_SUPERSEDED
        : CallState.CALL_REFUSED;
  }

  private static CallState state(BridgeAnswer answer) {
    return switch (answer.state()) {
      case ACK_ACCEPTED -> CallState.CALL_ACCEPTED;
      case ACK_TRANSMITTED -> CallState.CALL_TRANSMITTED;
      case ACK_CONFIRMED -> CallState.CALL_CONFIRMED;
      case ACK_REJECTED -> CallState.CALL_REJECTED;
      case ACK_UNSPECIFIED, UNRECOGNIZED -> CallState.CALL_TIMED_OUT;
    };
  }

  /** A call of which only its result is left, with what the bridge said of it since. */
  static CallResult with(CallResult result, BridgeAnswer answer) {
    CallState state = state(answer);
    return result.toBuilder()
        .setState(state)
        .setRule(state == CallState.CALL_REJECTED ? reason(answer) : result.getRule())
        .build();
  }

  static CallResult of(CallReport report) {
    return CallResult.newBuilder()
        .setFunction(report.call().function().name())
        .setToken(report.call().function().token())
        .addAllArguments(WireArguments.of(report.call()))
        .setState(state(report))
        .setRule(rule(report))
        .setCommandId(report instanceof CallReport.Sent sent ? sent.commandId() : "")
        .build();
  }

  private static String rule(CallReport report) {
    if (report instanceof CallReport.Refused refused) {
      return refused.rule();
    }
    if (report instanceof CallReport.Asked asked) {
      return asked.rule();
    }
    return state(report) == CallState.CALL_REJECTED
        ? reason(((CallReport.Sent) report).answer())
        : "";
  }

  /** The bridge's reason in lower case, for example "expired". */
  private static String reason(BridgeAnswer answer) {
    return answer.reason().name().replaceFirst("^REASON_", "").toLowerCase(Locale.ROOT);
  }
}
