package io.voxbus.module.observe;

import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** The one line in the log that each answered transcript has. */
public final class AnswerLog {
  private static final double MICROS_PER_MS = 1e3;

  private AnswerLog() {}

  /**
   * Logs which transcript it was, the outcome, the functions, and how long it took where the model
   * was asked; no words.
   */
  public static void write(Logger log, CommandResponse answer) {
    LoggingEventBuilder line =
        log.atInfo()
            .addKeyValue(Logs.TRANSCRIPT, answer.getTranscriptId())
            .addKeyValue("outcome", answer.getOutcome().name())
            .addKeyValue("functions", functions(answer));
    LoggingEventBuilder timed =
        answer.hasTimings()
            ? line.addKeyValue("ms", StageTimes.wholeMicros(answer.getTimings()) / MICROS_PER_MS)
            : line;
    timed.log("answered");
  }

  private static String functions(CommandResponse answer) {
    return answer.getResultsList().stream()
        .map(CallResult::getFunction)
        .collect(Collectors.joining(","));
  }
}
