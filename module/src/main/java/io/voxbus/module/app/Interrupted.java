package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.observe.Logs;
import io.voxbus.module.observe.Redacted;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.JournalRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transcript whose commands may have gone out, or not, when the process before ended. */
final class Interrupted {
  private static final Logger log = LoggerFactory.getLogger(Interrupted.class);

  private final String transcriptId;
  private final Optional<Undertaking> undertaking;
  private final Resender resender;
  private final AckTracker acks;

  /** By the call's place; empty for a call without a command. */
  private final List<Optional<Resumption>> commands;

  private final Future<List<CallResult>> results;

  /**
   * Awaits what the bridge says, and gives each command its place in the order.
   *
   * @param record how far it had come
   * @param undertaking what was being carried out; empty when that is not known
   * @param resender sends commands
   * @param acks where the bridge's acks come in
   */
  Interrupted(
      JournalRecord record, Optional<Undertaking> undertaking, Resender resender, AckTracker acks) {
    this.transcriptId = record.getTranscriptId();
    this.undertaking = undertaking;
    this.resender = resender;
    this.acks = acks;
    this.commands = record.getResultsList().stream().map(this::command).toList();
    this.results =
        Future.all(
                IntStream.range(0, commands.size())
                    .mapToObj(place -> result(record.getResults(place), commands.get(place)))
                    .toList())
            .map(all -> all.<CallResult>list());
    forEach(this::line);
  }

  private Optional<Resumption> command(CallResult result) {
    String id = result.getCommandId();
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new Resumption(result, acks.expect(id), () -> acks.soFar(id)));
  }

  private Future<CallResult> result(CallResult before, Optional<Resumption> command) {
    return command.map(Resumption::report).orElseGet(() -> Future.succeededFuture(before));
  }

  String transcriptId() {
    return transcriptId;
  }

  /** Completes with what became of its calls; never fails. */
  Future<List<CallResult>> results() {
    return results;
  }

  private void line(Resumption command, int place) {
    if (undertaking.isPresent()) {
      Undertaking underWay = undertaking.get();
      long number = resender.reserve();
      resender.line(underWay, place, command);
      command
          .report()
          .onSuccess(known -> safely(() -> keepLevels(command, underWay, place, number)));
    }
  }

  private void keepLevels(Resumption command, Undertaking underWay, int place, long number) {
    if (command.wasCarriedOutLast()) {
      resender.wasCarriedOut(underWay, place, number);
    }
  }

  /** Sends those of its commands that are still to be sent and that may go out now. */
  void attempt() {
    forEach(
        (command, place) ->
            undertaking.ifPresent(
                underWay -> command.attempt(mayBeThere -> send(underWay, place, mayBeThere))));
  }

  private Optional<CommandDelivery> send(Undertaking underWay, int place, boolean mayBeThere) {
    Optional<CommandDelivery> sent = resender.send(underWay, place, mayBeThere);
    if (sent.isPresent()) {
      log.atInfo()
          .addKeyValue(Logs.TRANSCRIPT, transcriptId)
          .log("a command that may not have gone out when the service ended goes out again");
    }
    return sent;
  }

  /** Awaits nothing any more of its commands but of those that were sent again. */
  void giveUp() {
    forEach(
        (command, place) -> {
          if (!command.isSentAgain()) {
            acks.giveUp(command.commandId());
            command.giveUp();
          }
        });
  }

  /** A fault in one command must not be another one's, and no reason to begin anew. */
  private void forEach(ObjIntConsumer<Resumption> action) {
    for (int place = 0; place < commands.size(); place++) {
      int at = place;
      commands.get(place).ifPresent(command -> safely(() -> action.accept(command, at)));
    }
  }

  private void safely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException fault) {
      log.atError()
          .addKeyValue(Logs.TRANSCRIPT, transcriptId)
          .setCause(Redacted.of(fault))
          .log("what the service before was to send cannot be sent");
    }
  }
}
