package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.JournalStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers the transcripts that were under way when the process before this one ended. No command
 * goes out again: the bridge is asked nothing, and only what it says by itself is reported.
 */
final class Recovery {
  private final AckTracker acks;
  private final ResponseWriter writer;
  private final List<CommandResponse> known = new ArrayList<>();
  private final List<Interrupted> interrupted = new ArrayList<>();

  /** A transcript whose commands may have gone out, and what the bridge will have said of each. */
  private record Interrupted(JournalRecord record, List<Future<Optional<BridgeAnswer>>> answers) {}

  /**
   * Awaits what the bridge says of commands that may have gone out; to be made before the broker is
   * connected.
   *
   * @param acks where the bridge's acks come in
   * @param writer words the answers
   * @param found how far each transcript had come
   */
  Recovery(AckTracker acks, ResponseWriter writer, List<JournalRecord> found) {
    this.acks = acks;
    this.writer = writer;
    for (JournalRecord record : found) {
      if (record.getStage() == JournalStage.STAGE_ENDED) {
        known.add(record.getResponse());
      } else if (record.getStage() == JournalStage.STAGE_BEGUN) {
        interrupted.add(new Interrupted(record, answers(record)));
      }
    }
  }

  private List<Future<Optional<BridgeAnswer>>> answers(JournalRecord record) {
    return record.getResultsList().stream().map(this::answer).toList();
  }

  private Future<Optional<BridgeAnswer>> answer(CallResult result) {
    return result.getCommandId().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : acks.expect(result.getCommandId()).map(Optional::of);
  }

  /**
   * Answers, when the broker is connected.
   *
   * @param vertx for the time-out
   * @param patience how long the bridge may still take
   * @param respond publishes a response
   */
  void begin(Vertx vertx, Duration patience, Consumer<CommandResponse> respond) {
    known.forEach(respond);
    for (Interrupted each : interrupted) {
      Future.all(each.answers())
          .onSuccess(all -> respond.accept(writer.interrupted(each.record(), all.list())));
    }
    vertx.setTimer(patience.toMillis(), late -> interrupted.forEach(this::giveUp));
  }

  private void giveUp(Interrupted each) {
    each.record().getResultsList().stream()
        .map(CallResult::getCommandId)
        .filter(id -> !id.isEmpty())
        .forEach(acks::giveUp);
  }
}
