package io.voxbus.module.reply;

import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.dialogue.Question;
import io.voxbus.module.resolve.Doubt;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.TranscriptOutcome;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Choice;
import io.voxbus.proto.v1.ChoiceCall;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Optional;

/** Writes the answer to a transcript. */
public final class ResponseWriter {
  private final Sentences sentences;

  /** A writer that says everything in these words. */
  public ResponseWriter(Wording wording) {
    this.sentences = new Sentences(wording);
  }

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

  /** The answer when nothing is to be done, and that is said. */
  public CommandResponse remarking(Turn turn, Remark remark) {
    return answer(turn)
        .setOutcome(Outcome.OUTCOME_NOTHING_TO_DO)
        .setSay(sentences.about(remark))
        .build();
  }

  /** The question back, before anything is done. */
  public CommandResponse asking(Turn turn, Question question) {
    CommandResponse.Builder answer = answer(turn).setOutcome(Outcome.OUTCOME_ASKED);
    if (question instanceof Question.Which which) {
      Optional<Doubt> doubt = turn.resolution().doubt();
      return answer
          .setSay(sentences.question(which.about(), which.instead()))
          .addChoices(Choices.of(which.about(), doubt.map(Doubt::probability)))
          .addChoices(Choices.of(which.instead(), doubt.map(Doubt::other)))
          .build();
    }
    return answer
        .setSay(sentences.again(question.about()))
        .addChoices(Choices.of(question.about(), Optional.empty()))
        .build();
  }

  /**
   * The answer to a transcript whose service ended while its commands were under way.
   *
   * @param transcriptId the transcript
   * @param results what became of each call
   */
  public CommandResponse interrupted(String transcriptId, List<CallResult> results) {
    List<CallState> states = results.stream().map(CallResult::getState).toList();
    Outcome outcome = Results.done(states);
    return CommandResponse.newBuilder()
        .setTranscriptId(transcriptId)
        .setOutcome(outcome)
        .addAllResults(results)
        .setSay(sentences.about(remark(outcome, states.stream().allMatch(Results::isCertain))))
        .build();
  }

  private static Remark remark(Outcome outcome, boolean certain) {
    if (outcome == Outcome.OUTCOME_DONE) {
      return Remark.RESUMED;
    }
    return certain ? Remark.RESUMED_IN_PART : Remark.INTERRUPTED;
  }

  /** The result of a call of which only that is left, with what the bridge said of it since. */
  public static CallResult result(CallResult before, BridgeAnswer answer) {
    return Results.with(before, answer);
  }

  /** A call as it was understood, as the wire has it. */
  public static ChoiceCall understood(Call call) {
    return Choices.call(call);
  }

  /** A call's result, as the wire has it. */
  public static CallResult result(CallReport report) {
    return Results.of(report);
  }

  /** Why a call was refused, as a sentence; empty for a rule that has none. */
  public String reason(CallReport.Refused refused) {
    return sentences.reason(refused);
  }

  /** Whether it is known that a call was carried out, or that it was not. */
  public static boolean isCertain(CallReport report) {
    return Results.isCertain(report);
  }

  /** Whether a call was carried out. */
  public static boolean isDone(CallReport report) {
    return Results.isDone(report);
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
        .addAllChoices(asked(reports))
        .setSay(sentences.about(reports))
        .build();
  }

  private static List<Choice> asked(List<CallReport> reports) {
    List<Call> asked =
        reports.stream().filter(CallReport.Asked.class::isInstance).map(CallReport::call).toList();
    return asked.isEmpty() ? List.of() : List.of(Choices.of(asked, Optional.empty()));
  }

  private static CommandResponse.Builder answer(Turn turn) {
    CommandResponse.Builder answer =
        CommandResponse.newBuilder()
            .setTranscriptId(turn.transcriptId())
            .setTimings(turn.timings());
    Resolution reading = turn.resolution();
    return reading.tokens().isEmpty()
        ? answer
        : answer.setConfidence(reading.confidence()).addAllTokens(reading.tokens());
  }
}
