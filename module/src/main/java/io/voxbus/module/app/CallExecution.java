package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.app.CallPreparation.Prepared;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.vehicle.Call;
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

  CallExecution(
      CallPreparation preparation,
      VehicleStates vehicle,
      CommandMessages messages,
      CommandPublisher publisher) {
    this.preparation = preparation;
    this.vehicle = vehicle;
    this.messages = messages;
    this.publisher = publisher;
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
        CanBridgeCommand command = messages.write(utterance.id(), place, ready.command());
        CommandPublisher.Sent sent = publisher.publish(command);
        handedOn.add(sent.handedOn());
        reports.add(report(ready.command(), command.getId(), sent));
      } else if (prepared.get(place) instanceof Prepared.Refused refused) {
        reports.add(Future.succeededFuture(refused.report()));
      }
    }
    return new Execution(
        Future.all(handedOn).mapEmpty(),
        Future.all(reports).map(all -> all.<CallReport>list()),
        preparedNanos);
  }

  private static Future<CallReport> report(
      EncodedCommand command, String id, CommandPublisher.Sent sent) {
    return sent.answer().map(answer -> new CallReport.Sent(command.call(), id, answer));
  }
}
