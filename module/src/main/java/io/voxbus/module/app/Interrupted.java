package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.observe.Logs;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.JournalRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transcript whose commands may have gone out, or not, when the process before ended. */
final class Interrupted {
  private static final Logger log = LoggerFactory.getLogger(Interrupted.class);

  private final String transcriptId;
  private final CallExecution execution;
  private final Optional<Undertaking> undertaking;

  /** By the call's place; empty for a call without a command. */
  private final List<Optional<Resumption>> commands;

  private final Future<List<CallResult>> results;

  /**
   * Awaits what the bridge says, and puts in line what is to go out again.
   *
   * @param record how far it had come
   * @param undertaking what was being carried out; empty when no command may go out again
   * @param execution sends commands
   * @param acks where the bridge's acks come in
   */
  Interrupted(
      JournalRecord record,
      Optional<Undertaking> undertaking,
      CallExecution execution,
      AckTracker acks) {
    this.transcriptId = record.getTranscriptId();
    this.execution = execution;
    this.undertaking = undertaking;
    this.commands =
        record.getResultsList().stream()
            .map(result -> Optional.of(result).filter(sent -> !sent.getCommandId().isEmpty()))
            .map(sent -> sent.map(result -> new Resumption(acks, result)))
            .toList();
    this.results =
        Future.all(
                IntStream.range(0, commands.size())
                    .mapToObj(place -> result(record.getResults(place), commands.get(place)))
                    .toList())
            .map(all -> all.<CallResult>list());
    undertaking.ifPresent(this::line);
  }

  private static Future<CallResult> result(CallResult before, Optional<Resumption> command) {
    return command.map(Resumption::report).orElseGet(() -> Future.succeededFuture(before));
  }

  private void line(Undertaking underWay) {
    for (int place = 0; place < commands.size(); place++) {
      int at = place;
      commands.get(place).ifPresent(command -> execution.line(underWay, at, command));
    }
  }

  String transcriptId() {
    return transcriptId;
  }

  /** Completes with what became of its calls; never fails. */
  Future<List<CallResult>> results() {
    return results;
  }

  /** Sends those of its commands that are still to be sent and that may go out now. */
  void attempt() {
    undertaking.ifPresent(this::attempt);
  }

  private void attempt(Undertaking underWay) {
    for (int place = 0; place < commands.size(); place++) {
      int at = place;
      commands.get(place).ifPresent(command -> command.attempt(() -> send(underWay, at)));
    }
  }

  private Optional<CommandDelivery> send(Undertaking underWay, int place) {
    Optional<CommandDelivery> sent = execution.sendAgain(underWay, place);
    if (sent.isPresent()) {
      log.atInfo()
          .addKeyValue(Logs.TRANSCRIPT, transcriptId)
          .log("a command that may not have gone out when the service ended goes out again");
    }
    return sent;
  }

  /** Sends none of its commands any more; those that were sent may still be answered. */
  void giveUp() {
    commands.forEach(command -> command.ifPresent(Resumption::giveUp));
  }
}
