package io.voxbus.module.reply;

import io.voxbus.module.resolve.Doubt;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.TranscriptOutcome;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import java.util.List;

/** Writes the answer to a transcript. */
public final class ResponseWriter {
  private final Sentences sentences = new Sentences();

  /**
   * The answer to a transcript that the model was not asked about.
   *
   * @param refused the transcript and why
   */
  public CommandResponse unusable(TranscriptOutcome.Refused refused) {
    return CommandResponse.newBuilder()
        .setTranscriptId(refused.id())
        .setOutcome(refused.outcome())
        .setSay(sentences.about(refused.outcome()))
        .setDetail(refused.detail())
        .build();
  }

  /**
   * The answer when nothing is to be done.
   *
   * @param turn the transcript
   * @param outcome OUTCOME_NOTHING_TO_DO or OUTCOME_NOT_UNDERSTOOD
   */
  public CommandResponse withoutCalls(Turn turn, Outcome outcome) {
    return answer(turn).setOutcome(outcome).setSay(sentences.about(outcome)).build();
  }

  /**
   * The question back when a reading has a doubt.
   *
   * @param turn the transcript; its reading has a doubt
   */
  public CommandResponse asking(Turn turn) {
    Resolution reading = turn.resolution();
    Doubt doubt = reading.doubt().orElseThrow();
    return answer(turn)
        .setOutcome(Outcome.OUTCOME_ASKED)
        .setSay(sentences.question(reading.calls(), doubt.instead()))
        .addChoices(Choices.of(reading.calls(), doubt.probability()))
        .addChoices(Choices.of(doubt.instead(), doubt.other()))
        .build();
  }

  /**
   * The answer when there were calls.
   *
   * @param turn the transcript
   * @param reports what became of each call, in the order spoken, not empty
   */
  public CommandResponse withCalls(Turn turn, List<CallReport> reports) {
    return answer(turn)
        .setOutcome(Results.outcome(reports))
        .addAllResults(reports.stream().map(Results::of).toList())
        .setSay(sentences.about(reports))
        .build();
  }

  private static CommandResponse.Builder answer(Turn turn) {
    return CommandResponse.newBuilder()
        .setTranscriptId(turn.transcriptId())
        .setConfidence(turn.resolution().confidence())
        .addAllTokens(turn.resolution().tokens())
        .setTimings(turn.timings());
  }
}
