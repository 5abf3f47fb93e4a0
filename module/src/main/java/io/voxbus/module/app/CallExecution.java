package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.app.CallPreparation.Prepared;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.dialogue.Question;
import io.voxbus.module.interlock.RateLimit;
import io.voxbus.module.interlock.Rule;
import io.voxbus.module.interlock.Verdict;
import io.voxbus.module.journal.Journal;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.speech.Utterance;
import io.voxbus.vehicle.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Carries out the calls of an utterance, in the order spoken; one that is refused stops no other.
 */
final class CallExecution {
  private final CallPreparation preparation;
  private final VehicleStates vehicle;
  private final CommandIssuer issuer;
  private final RateLimit rate;
  private final Journal journal;

  /**
   * @param preparation grounds calls and puts them before the gate
   * @param vehicle the state in which the vehicle is
   * @param issuer sends commands
   * @param rate how many commands may go out
   * @param journal where it is noted that commands go out
   */
  CallExecution(
      CallPreparation preparation,
      VehicleStates vehicle,
      CommandIssuer issuer,
      RateLimit rate,
      Journal journal) {
    this.preparation = preparation;
    this.vehicle = vehicle;
    this.issuer = issuer;
    this.rate = rate;
    this.journal = journal;
  }

  /**
   * Calls on their way.
   *
   * @param goesOut whether there is a command among them
   * @param handedOn completes when the broker has every command, or its time was up; never fails
   * @param reports completes with what became of each call, in order; never fails
   * @param preparedNanos when all were prepared, by {@link System#nanoTime}
   */
  record Execution(
      boolean goesOut,
      Future<Void> handedOn,
      Future<List<CallReport>> reports,
      long preparedNanos) {}

  /** Sends what may be sent. All calls are grounded and judged before the first is sent. */
  Execution execute(Undertaking undertaking) {
    List<Prepared> prepared =
        preparation.prepare(undertaking, vehicle.snapshot()).stream().map(this::limited).toList();
    long preparedNanos = System.nanoTime();
    note(undertaking, prepared);
    List<Future<Void>> handedOn = new ArrayList<>();
    List<Future<CallReport>> reports = new ArrayList<>();
    for (int place = 0; place < prepared.size(); place++) {
      if (prepared.get(place) instanceof Prepared.Ready ready) {
        CommandDelivery delivery = issuer.issue(undertaking.utterance(), place, ready);
        handedOn.add(delivery.handedOn());
        reports.add(delivery.report());
      } else if (prepared.get(place) instanceof Prepared.Held held) {
        reports.add(Future.succeededFuture(held.report()));
      }
    }
    return new Execution(
        !handedOn.isEmpty(),
        Future.all(handedOn).mapEmpty(),
        Future.all(reports).map(all -> all.<CallReport>list()),
        preparedNanos);
  }

  /** How many commands the broker does not have yet. */
  int commandsWaiting() {
    return issuer.commandsWaiting();
  }

  /** Before the first command goes out it stands in the journal that they may have gone out. */
  private void note(Undertaking undertaking, List<Prepared> prepared) {
    if (prepared.stream().anyMatch(Prepared.Ready.class::isInstance)) {
      journal.begun(
          undertaking.record(
              IntStream.range(0, prepared.size())
                  .mapToObj(
                      place -> unanswered(undertaking.utterance(), place, prepared.get(place)))
                  .map(ResponseWriter::result)
                  .toList(),
              SinceBoot.now()));
    }
  }

  private static CallReport unanswered(Utterance utterance, int place, Prepared prepared) {
    return prepared instanceof Prepared.Ready ready
        ? new CallReport.Sent(
            ready.call(), CommandMessages.id(utterance.id(), place), BridgeAnswer.NONE)
        : ((Prepared.Held) prepared).report();
  }

  /**
   * What the speaker has to answer before the rest is done; empty for nothing.
   *
   * @param calls what was understood
   * @param reports what became of each
   */
  static Optional<Question> question(List<Call> calls, List<CallReport> reports) {
    if (reports.size() == 1
        && reports.get(0) instanceof CallReport.Asked asked
        && asked.rule().equals(CallPreparation.PLACE_UNKNOWN)) {
      return Optional.of(new Question.Where(calls.get(0)));
    }
    List<Call> asked =
        IntStream.range(0, calls.size())
            .filter(place -> reports.get(place) instanceof CallReport.Asked)
            .mapToObj(calls::get)
            .toList();
    return Optional.of(asked).filter(some -> !some.isEmpty()).map(Question.Confirm::new);
  }

  private Prepared limited(Prepared prepared) {
    return prepared instanceof Prepared.Ready ready && !rate.admitsOneMore()
        ? new Prepared.Held(
            CallReport.held(
                ready.request().grounded().call(), new Verdict.Refused(Rule.TOO_MANY_COMMANDS)))
        : prepared;
  }
}
