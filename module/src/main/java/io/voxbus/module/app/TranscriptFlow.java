package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.app.CallExecution.Execution;
import io.voxbus.module.app.InferenceQueue.Resolved;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.reply.Turn;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Timings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to one accepted utterance, until there is a response. */
final class TranscriptFlow {
  private static final Logger log = LoggerFactory.getLogger(TranscriptFlow.class);

  private final InferenceQueue queue;
  private final CallExecution execution;
  private final Manifest.Thresholds thresholds;
  private final ResponseWriter writer = new ResponseWriter();

  /**
   * @param queue asks the model
   * @param execution carries out calls
   * @param thresholds what is done with a confidence
   */
  TranscriptFlow(InferenceQueue queue, CallExecution execution, Manifest.Thresholds thresholds) {
    this.queue = queue;
    this.execution = execution;
    this.thresholds = thresholds;
  }

  /**
   * Works on an utterance.
   *
   * @param utterance the utterance
   * @param handedOn told the utterance's id, once, when nothing of it is left to be handed on
   * @return the response; never fails. Empty when too many utterances wait
   */
  Optional<Future<CommandResponse>> run(Utterance utterance, Consumer<String> handedOn) {
    return queue
        .submit(utterance)
        .map(
            resolved ->
                resolved
                    .compose(result -> answer(utterance, result, handedOn))
                    .recover(fault -> internalError(utterance, fault))
                    .onComplete(done -> handedOn.accept(utterance.id())));
  }

  /** The response to a transcript that was not worked on. */
  CommandResponse unusable(Refused refused) {
    return writer.unusable(refused);
  }

  private Future<CommandResponse> answer(
      Utterance utterance, Resolved resolved, Consumer<String> handedOn) {
    Resolution resolution = resolved.resolution();
    if (isTooLong(resolution)) {
      return Future.succeededFuture(
          writer.unusable(
              new Refused(
                  utterance.id(), Outcome.OUTCOME_TOO_LONG, "more words than the model reads")));
    }
    return switch (Decision.of(resolution, thresholds)) {
      case ACT -> carryOut(utterance, resolved, handedOn);
      case ASK -> Future.succeededFuture(writer.asking(turn(utterance, resolved)));
      case NOTHING -> without(utterance, resolved, whyNothing(resolution));
    };
  }

  private Outcome whyNothing(Resolution resolution) {
    return resolution.calls().isEmpty() && resolution.confidence() >= thresholds.ask()
        ? Outcome.OUTCOME_NOTHING_TO_DO
        : Outcome.OUTCOME_NOT_UNDERSTOOD;
  }

  private Future<CommandResponse> carryOut(
      Utterance utterance, Resolved resolved, Consumer<String> handedOn) {
    Execution running = execution.execute(utterance, resolved.resolution().calls());
    running.handedOn().onSuccess(all -> handedOn.accept(utterance.id()));
    return running.reports().map(reports -> withCalls(utterance, resolved, running, reports));
  }

  /** The model was not asked: the text has more word pieces than it reads. */
  private static boolean isTooLong(Resolution resolution) {
    return resolution.tokens().isEmpty() && resolution.confidence() == 0;
  }

  private Future<CommandResponse> without(Utterance utterance, Resolved resolved, Outcome outcome) {
    return Future.succeededFuture(writer.withoutCalls(turn(utterance, resolved), outcome));
  }

  private CommandResponse withCalls(
      Utterance utterance, Resolved resolved, Execution running, List<CallReport> reports) {
    Timings timings =
        times(utterance, resolved)
            .setPrepareUs(micros(resolved.endedNanos(), running.preparedNanos()))
            .setBridgeUs(micros(running.preparedNanos(), System.nanoTime()))
            .build();
    return writer.withCalls(turn(utterance, resolved, timings), reports);
  }

  private Future<CommandResponse> internalError(Utterance utterance, Throwable fault) {
    log.error("transcript \"{}\" could not be worked on", utterance.id(), fault);
    return Future.succeededFuture(
        writer.unusable(
            new Refused(utterance.id(), Outcome.OUTCOME_INTERNAL_ERROR, "see the log")));
  }

  private static Turn turn(Utterance utterance, Resolved resolved) {
    return turn(utterance, resolved, times(utterance, resolved).build());
  }

  private static Turn turn(Utterance utterance, Resolved resolved, Timings timings) {
    return new Turn(utterance.id(), resolved.resolution(), timings);
  }

  private static Timings.Builder times(Utterance utterance, Resolved resolved) {
    return Timings.newBuilder()
        .setWaitUs(micros(utterance.arrivedNanos(), resolved.startedNanos()))
        .setResolveUs(micros(resolved.startedNanos(), resolved.endedNanos()));
  }

  private static int micros(long fromNanos, long toNanos) {
    return (int) Math.max(0, (toNanos - fromNanos) / 1000);
  }
}
