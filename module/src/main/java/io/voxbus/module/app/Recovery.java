package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.module.app.WaitingCommands.Overtaken;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.observe.Logs;
import io.voxbus.module.observe.Redacted;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.JournalStage;
import io.voxbus.vehicle.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was under way when the process before this one ended: sends the commands that the
 * broker may not have, and answers the transcripts.
 *
 * <p>A command goes out again as it does when the broker was away: while its utterance is fresh, if
 * the gate lets it in the state in which the vehicle is by then, and unless something later was for
 * the same thing. What the gate holds is tried again for a while: a service that has just begun
 * knows nothing of the vehicle.
 *
 * <p>Nothing goes out again that was to go out before something that cannot be understood: nobody
 * knows whether that was for the same thing.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

  private final Resender resender;
  private final AckTracker acks;
  private final ResponseWriter writer;
  private final List<CommandResponse> known = new ArrayList<>();
  private final List<Interrupted> interrupted = new ArrayList<>();

  /** Of these, what goes out again. */
  private final List<Interrupted> again = new ArrayList<>();

  private final Promise<Void> over = Promise.promise();

  /** One that the bridge has spoken of: it is out. */
  private record Past(Future<Void> report) implements Overtaken {
    @Override
    public void supersede() {
      // It is too late for that.
    }

    @Override
    public void followedBy(Overtaken later) {
      // As it must be.
    }

    @Override
    public boolean isOut() {
      return true;
    }
  }

  /**
   * Gives each command its place before all that are sent from now on; to be made before the broker
   * is connected.
   *
   * @param resender sends commands
   * @param acks where the bridge's acks come in
   * @param writer words the answers
   * @param found how far each transcript had come
   * @param catalogue the vehicle functions
   */
  Recovery(
      Resender resender,
      AckTracker acks,
      ResponseWriter writer,
      List<JournalRecord> found,
      Catalogue catalogue) {
    this.resender = resender;
    this.acks = acks;
    this.writer = writer;
    found.stream()
        .filter(record -> record.getStage() == JournalStage.STAGE_ENDED)
        .forEach(record -> known.add(record.getResponse()));
    Optional<SinceBoot> now = SinceBoot.now();
    long first = firstInterrupted(found);
    found.stream()
        .filter(record -> isInterrupted(record) || record.getNumber() > first)
        .sorted(Comparator.comparingLong(JournalRecord::getNumber))
        .forEach(record -> add(record, undertaking(record, now, catalogue)));
  }

  private static long firstInterrupted(List<JournalRecord> found) {
    return found.stream()
        .filter(Recovery::isInterrupted)
        .mapToLong(JournalRecord::getNumber)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static boolean isInterrupted(JournalRecord record) {
    return record.getStage() == JournalStage.STAGE_BEGUN;
  }

  private static Optional<Undertaking> undertaking(
      JournalRecord record, Optional<SinceBoot> now, Catalogue catalogue) {
    return (isInterrupted(record) ? Undertaking.age(record, now) : Optional.of(Duration.ZERO))
        .flatMap(age -> Undertaking.of(record, age, catalogue));
  }

  private void add(JournalRecord record, Optional<Undertaking> undertaking) {
    if (isInterrupted(record)) {
      Interrupted added = new Interrupted(record, undertaking, resender, acks);
      interrupted.add(added);
      again.add(added);
    } else {
      undertaking.ifPresent(this::linePast);
    }
    if (undertaking.isEmpty()) {
      again.clear();
    }
  }

  private void linePast(Undertaking done) {
    try {
      for (int place = 0; place < done.calls().size(); place++) {
        resender.line(done, place, new Past(over.future()));
      }
    } catch (RuntimeException fault) {
      log.atError()
          .addKeyValue(Logs.TRANSCRIPT, done.utterance().id())
          .setCause(Redacted.of(fault))
          .log("what was done before cannot be understood, so nothing before it goes out again");
      again.clear();
    }
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
    // What the bridge had said meanwhile, and waited at the broker, comes first.
    vertx.setTimer(BETWEEN_ATTEMPTS.toMillis(), heard -> attempt(vertx, patience));
  }

  private void attempt(Vertx vertx, Duration left) {
    again.forEach(Interrupted::attempt);
    boolean allKnown = interrupted.stream().allMatch(each -> each.results().isComplete());
    if (allKnown || left.isNegative() || left.isZero()) {
      interrupted.forEach(Interrupted::giveUp);
      over.tryComplete();
    } else {
      vertx.setTimer(
          BETWEEN_ATTEMPTS.toMillis(), later -> attempt(vertx, left.minus(BETWEEN_ATTEMPTS)));
    }
  }
}
