package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.app.CallPreparation.Prepared;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.vehicle.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out the calls of an utterance, in the order spoken; one that is refused stops no other.
 */
final class CallExecution {
  private final CallPreparation preparation;
  private final VehicleStates vehicle;
  private final CommandMessages messages;
  private final CommandPublisher publisher;
  private final Freshness freshness;

  /**
   * How long an utterance may still be acted on.
   *
   * @param age how long ago an utterance may have ended, positive
   * @param clock the time of day
   */
  record Freshness(Duration age, InstantSource clock) {
    Duration remaining(Utterance utterance) {
      return age.minusMillis(Math.max(0, clock.millis() - utterance.spokenAtMs()));
    }
  }

  CallExecution(
      CallPreparation preparation,
      VehicleStates vehicle,
      CommandMessages messages,
      CommandPublisher publisher,
      Freshness freshness) {
    this.preparation = preparation;
    this.vehicle = vehicle;
    this.messages = messages;
    this.publisher = publisher;
    this.freshness = freshness;
  }

  /**
   * Calls on their way.
   *
   * @param handedOn completes when the broker has every command, or its time was up; never fails
   * @param reports completes with what became of each call, in order; never fails
   * @param preparedNanos when all were encoded, by {@link System#nanoTime}
   */
  record Execution(Future<Void> handedOn, Future<List<CallReport>> reports, long preparedNanos) {}

  /** Sends what may be sent. All calls are encoded before the first is sent. */
  Execution execute(Utterance utterance, List<Call> calls) {
    List<Prepared> prepared =
        calls.stream()
            .map(call -> preparation.prepare(call, utterance.speaker(), vehicle.snapshot()))
            .toList();
    long preparedNanos = System.nanoTime();
    List<Future<Void>> handedOn = new ArrayList<>();
    List<Future<CallReport>> reports = new ArrayList<>();
    for (int place = 0; place < prepared.size(); place++) {
      if (prepared.get(place) instanceof Prepared.Ready ready) {
        CommandDelivery delivery = deliver(utterance, place, ready);
        handedOn.add(delivery.handedOn());
        reports.add(delivery.report());
      } else if (prepared.get(place) instanceof Prepared.Refused refused) {
        reports.add(Future.succeededFuture(refused.report()));
      }
    }
    return new Execution(
        Future.all(handedOn).mapEmpty(),
        Future.all(reports).map(all -> all.<CallReport>list()),
        preparedNanos);
  }

  private CommandDelivery deliver(Utterance utterance, int place, Prepared.Ready ready) {
    CanBridgeCommand command = messages.write(utterance.id(), place, ready.command());
    return CommandDelivery.begin(
        publisher,
        ready,
        command.getId(),
        new CommandDelivery.Terms(
            () -> preparation.refusal(ready, vehicle.snapshot()),
            () -> messages.issued(command),
            () -> freshness.remaining(utterance)));
  }
}
