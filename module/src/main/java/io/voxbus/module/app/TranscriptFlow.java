package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.app.CallExecution.Execution;
import io.voxbus.module.app.InferenceQueue.Resolved;
import io.voxbus.module.dialogue.Dialogue;
import io.voxbus.module.dialogue.Heard;
import io.voxbus.module.dialogue.Question;
import io.voxbus.module.observe.Logs;
import io.voxbus.module.observe.Redacted;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.Remark;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.reply.Turn;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Timings;
import io.voxbus.vehicle.Call;
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
  private final Dialogue dialogue;
  private final ResponseWriter writer;

  /**
   * @param queue asks the model
   * @param execution carries out calls
   * @param dialogue what was said before
   * @param writer words the answers
   */
  TranscriptFlow(
      InferenceQueue queue, CallExecution execution, Dialogue dialogue, ResponseWriter writer) {
    this.queue = queue;
    this.execution = execution;
    this.dialogue = dialogue;
    this.writer = writer;
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
                    .compose(result -> new Step(utterance, result, handedOn).answer())
                    .recover(fault -> internalError(utterance, fault))
                    .onComplete(done -> handedOn.accept(utterance.id())));
  }

  /** The response to a transcript that was not worked on. */
  CommandResponse unusable(Refused refused) {
    return writer.unusable(refused);
  }

  private Future<CommandResponse> internalError(Utterance utterance, Throwable fault) {
    log.atError()
        .addKeyValue(Logs.TRANSCRIPT, utterance.id())
        .setCause(Redacted.of(fault))
        .log("a transcript could not be worked on");
    return Future.succeededFuture(
        writer.unusable(
            new Refused(utterance.id(), Outcome.OUTCOME_INTERNAL_ERROR, "see the log")));
  }

  /** One utterance, after the model has had its say. */
  private final class Step {
    private final Utterance utterance;
    private final Resolved resolved;
    private final Consumer<String> handedOn;

    Step(Utterance utterance, Resolved resolved, Consumer<String> handedOn) {
      this.utterance = utterance;
      this.resolved = resolved;
      this.handedOn = handedOn;
    }

    Future<CommandResponse> answer() {
      Heard heard = resolved.heard();
      if (heard instanceof Heard.Words words) {
        return read(words);
      }
      if (heard instanceof Heard.Agreed agreed) {
        return carryOut(agreed.calls(), agreed.confirmed());
      }
      if (heard instanceof Heard.Unclear unclear) {
        return ask(unclear.question());
      }
      return heard instanceof Heard.Undo undo ? undo(undo) : dropped(Remark.DROPPED);
    }

    private Future<CommandResponse> undo(Heard.Undo undo) {
      if (!undo.calls().isEmpty()) {
        return carryOut(undo.calls(), false);
      }
      return dropped(undo.changed() ? Remark.NOBODY_KNOWS_BEFORE : Remark.NOTHING_TO_UNDO);
    }

    private Future<CommandResponse> dropped(Remark remark) {
      dialogue.remember(utterance, List.of());
      return Future.succeededFuture(writer.remarking(turn(timings()), remark));
    }

    private Future<CommandResponse> read(Heard.Words words) {
      Resolution reading = resolved.resolution();
      if (isTooLong(reading)) {
        return Future.succeededFuture(
            writer.unusable(
                new Refused(
                    utterance.id(), Outcome.OUTCOME_TOO_LONG, "more words than the model reads")));
      }
      Optional<List<Call>> chosen =
          words
              .open()
              .filter(open -> reading.confidence() >= resolved.thresholds().ask())
              .flatMap(open -> open.answeredBy(reading.calls()));
      return chosen.isPresent() ? carryOut(chosen.get(), false) : decide(reading);
    }

    /** The model was not asked: the text has more word pieces than it reads. */
    private boolean isTooLong(Resolution reading) {
      return reading.tokens().isEmpty() && reading.confidence() == 0;
    }

    private Future<CommandResponse> decide(Resolution reading) {
      return switch (Decision.of(reading, resolved.thresholds())) {
        case ACT -> carryOut(reading.calls(), false);
        case ASK ->
            ask(new Question.Which(reading.calls(), reading.doubt().orElseThrow().instead()));
        case NOTHING -> nothing(reading);
      };
    }

    private Future<CommandResponse> nothing(Resolution reading) {
      dialogue.remember(utterance, List.of());
      boolean sure =
          reading.calls().isEmpty() && reading.confidence() >= resolved.thresholds().ask();
      return Future.succeededFuture(
          writer.withoutCalls(
              turn(timings()),
              sure ? Outcome.OUTCOME_NOTHING_TO_DO : Outcome.OUTCOME_NOT_UNDERSTOOD));
    }

    private Future<CommandResponse> ask(Question question) {
      dialogue.ask(utterance, question, System.nanoTime());
      return Future.succeededFuture(writer.asking(turn(timings()), question));
    }

    private Future<CommandResponse> carryOut(List<Call> calls, boolean confirmed) {
      Execution running = execution.execute(new Undertaking(utterance, calls, confirmed));
      dialogue.remember(utterance, calls);
      if (running.goesOut()) {
        dialogue.goesOut(utterance, System.nanoTime());
      }
      running.handedOn().onSuccess(all -> handedOn.accept(utterance.id()));
      return running.reports().map(reports -> done(calls, running, stillAsked(reports)));
    }

    /** Who said something else meanwhile is not asked any more: that took the request's place. */
    private List<CallReport> stillAsked(List<CallReport> reports) {
      return dialogue.isLast(utterance)
          ? reports
          : reports.stream()
              .map(
                  report ->
                      report instanceof CallReport.Asked
                          ? new CallReport.Superseded(report.call())
                          : report)
              .toList();
    }

    private CommandResponse done(List<Call> calls, Execution running, List<CallReport> reports) {
      long now = System.nanoTime();
      dialogue.carriedOut(
          utterance,
          reports.stream().filter(ResponseWriter::isDone).map(CallReport::call).toList(),
          reports.stream().allMatch(ResponseWriter::isCertain),
          now);
      CallExecution.question(calls, reports)
          .ifPresent(question -> dialogue.ask(utterance, question, now));
      Timings.Builder timings =
          timings()
              .setPrepareUs(micros(resolved.endedNanos(), running.preparedNanos()))
              .setBridgeUs(micros(running.preparedNanos(), now));
      return writer.withCalls(turn(timings), reports);
    }

    private Turn turn(Timings.Builder timings) {
      return new Turn(utterance.id(), resolved.resolution(), timings.build());
    }

    private Timings.Builder timings() {
      return Timings.newBuilder()
          .setWaitUs(micros(utterance.arrivedNanos(), resolved.startedNanos()))
          .setResolveUs(micros(resolved.startedNanos(), resolved.endedNanos()));
    }

    private static int micros(long fromNanos, long toNanos) {
      return (int) Math.max(0, (toNanos - fromNanos) / 1000);
    }
  }
}
