package io.voxbus.module.app;

import io.vertx.core.Vertx;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.JournalStage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Ends what was under way when the process before this one ended: sends the commands that the
 * broker may not have, and answers the transcripts.
 *
 * <p>A command goes out again as it does when the broker was away: while its utterance is fresh, if
 * the gate lets it in the state in which the vehicle is by then, and unless something later was for
 * the same thing. What the gate holds is tried again for a while: a service that has just begun
 * knows nothing of the vehicle.
 *
 * <p>Where the bridge has spoken of a later transcript's command, it had this one before it: what
 * it did with it, it says by itself.
 */
final class Recovery {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

  private final ResponseWriter writer;
  private final List<CommandResponse> known;
  private final List<Interrupted> interrupted;

  /**
   * Gives each command its place before all that are sent from now on; to be made before the broker
   * is connected.
   *
   * @param execution sends commands
   * @param acks where the bridge's acks come in
   * @param writer words the answers
   * @param found how far each transcript had come
   * @param undertaking what was being carried out by a record of the journal; empty when that is
   *     not known
   */
  Recovery(
      CallExecution execution,
      AckTracker acks,
      ResponseWriter writer,
      List<JournalRecord> found,
      Function<JournalRecord, Optional<Undertaking>> undertaking) {
    this.writer = writer;
    this.known = in(JournalStage.STAGE_ENDED, found).map(JournalRecord::getResponse).toList();
    long spokenOf = lastThatTheBridgeHas(found);
    this.interrupted =
        in(JournalStage.STAGE_BEGUN, found)
            .sorted(Comparator.comparingLong(JournalRecord::getNumber))
            .map(
                record ->
                    new Interrupted(
                        record,
                        undertaking.apply(record).filter(known -> record.getNumber() > spokenOf),
                        execution,
                        acks))
            .toList();
  }

  private static Stream<JournalRecord> in(JournalStage stage, List<JournalRecord> found) {
    return found.stream().filter(record -> record.getStage() == stage);
  }

  private static long lastThatTheBridgeHas(List<JournalRecord> found) {
    return found.stream()
        .filter(record -> record.getStage() != JournalStage.STAGE_BEGUN)
        .mapToLong(JournalRecord::getNumber)
        .max()
        .orElse(0);
  }

  /**
   * Sends and answers, when the broker is connected.
   *
   * @param vertx for the time-out
   * @param patience how long a command may still be held, and the bridge be silent
   * @param respond publishes a response
   */
  void begin(Vertx vertx, Duration patience, Consumer<CommandResponse> respond) {
    known.forEach(respond);
    for (Interrupted each : interrupted) {
      each.results().onSuccess(all -> respond.accept(writer.interrupted(each.transcriptId(), all)));
    }
    attempt(vertx, patience);
  }

  private void attempt(Vertx vertx, Duration left) {
    interrupted.forEach(Interrupted::attempt);
    if (left.isNegative() || left.isZero()) {
      interrupted.forEach(Interrupted::giveUp);
    } else if (interrupted.stream().anyMatch(each -> !each.results().isComplete())) {
      vertx.setTimer(
          BETWEEN_ATTEMPTS.toMillis(), later -> attempt(vertx, left.minus(BETWEEN_ATTEMPTS)));
    }
  }
}
