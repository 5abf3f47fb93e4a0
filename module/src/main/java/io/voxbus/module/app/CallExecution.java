package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.app.CallPreparation.Going;
import io.voxbus.module.app.CallPreparation.Prepared;
import io.voxbus.module.app.CommandDelivery.Outgoing;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.dialogue.Question;
import io.voxbus.module.interlock.RateLimit;
import io.voxbus.module.interlock.Rule;
import io.voxbus.module.interlock.Verdict;
import io.voxbus.module.journal.Journal;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.speech.Utterance;
import io.voxbus.vehicle.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Carries out the calls of an utterance, in the order spoken; one that is refused stops no other.
 */
final class CallExecution {
  private final CallPreparation preparation;
  private final VehicleStates vehicle;
  private final CommandMessages messages;
  private final CommandPublisher publisher;
  private final Terms terms;
  private final WaitingCommands waiting = new WaitingCommands();
  private final InFlight commands = new InFlight();

  /**
   * On which terms calls are carried out.
   *
   * @param age how long ago an utterance may have ended, positive
   * @param clock the time of day
   * @param nanoTime a clock as {@link System#nanoTime}
   * @param rate how many commands may go out
   * @param journal where it is noted that commands go out
   * @param goesOut told each time that a command goes out
   */
  record Terms(
      Duration age,
      InstantSource clock,
      LongSupplier nanoTime,
      RateLimit rate,
      Journal journal,
      Runnable goesOut) {
    /** By both clocks, so that one which is set back makes no utterance young again. */
    Duration remaining(Utterance utterance) {
      Duration spoken = Duration.ofMillis(Math.max(0, clock.millis() - utterance.spokenAtMs()));
      Duration arrived = Duration.ofNanos(nanoTime.getAsLong() - utterance.arrivedNanos());
      return age.minus(spoken.compareTo(arrived) > 0 ? spoken : arrived);
    }
  }

  CallExecution(
      CallPreparation preparation,
      VehicleStates vehicle,
      CommandMessages messages,
      CommandPublisher publisher,
      Terms terms) {
    this.preparation = preparation;
    this.vehicle = vehicle;
    this.messages = messages;
    this.publisher = publisher;
    this.terms = terms;
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

  /**
   * Sends what may be sent. All calls are grounded and judged before the first is sent.
   *
   * @param utterance who asks for it, and when
   * @param calls what was understood
   * @param confirmed whether the speaker was asked about these very calls and said yes
   */
  Execution execute(Utterance utterance, List<Call> calls, boolean confirmed) {
    List<Prepared> prepared =
        preparation
            .prepare(calls, preparation.asker(utterance.speaker(), confirmed), vehicle.snapshot())
            .stream()
            .map(this::limited)
            .toList();
    long preparedNanos = System.nanoTime();
    note(utterance, prepared);
    List<Future<Void>> handedOn = new ArrayList<>();
    List<Future<CallReport>> reports = new ArrayList<>();
    for (int place = 0; place < prepared.size(); place++) {
      if (prepared.get(place) instanceof Prepared.Ready ready) {
        CommandDelivery delivery = deliver(utterance, place, ready);
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
    return commands.count();
  }

  /** Before the first command goes out it stands in the journal that they may have gone out. */
  private void note(Utterance utterance, List<Prepared> prepared) {
    if (prepared.stream().anyMatch(Prepared.Ready.class::isInstance)) {
      terms
          .journal()
          .begun(
              utterance.id(),
              IntStream.range(0, prepared.size())
                  .mapToObj(place -> unanswered(utterance, place, prepared.get(place)))
                  .map(ResponseWriter::result)
                  .toList());
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
    return prepared instanceof Prepared.Ready ready && !terms.rate().admitsOneMore()
        ? new Prepared.Held(
            CallReport.held(
                ready.request().grounded().call(), new Verdict.Refused(Rule.TOO_MANY_COMMANDS)))
        : prepared;
  }

  private CommandDelivery deliver(Utterance utterance, int place, Prepared.Ready ready) {
    CommandDelivery delivery =
        CommandDelivery.begin(
            publisher,
            ready.call(),
            CommandMessages.id(utterance.id(), place),
            new CommandDelivery.Terms(
                () -> outgoing(utterance, place, ready), () -> terms.remaining(utterance)));
    commands.add(delivery.handedOn());
    waiting.add(ready.request().grounded(), delivery);
    return delivery;
  }

  private Outgoing outgoing(Utterance utterance, int place, Prepared.Ready ready) {
    Going going = preparation.go(ready, vehicle.snapshot());
    if (going instanceof Going.Held held) {
      return new Outgoing.Held(held.report());
    }
    EncodedCommand command = ((Going.Out) going).command();
    terms.goesOut().run();
    return new Outgoing.Issued(
        messages.write(utterance.id(), place, command), () -> preparation.takeBack(command));
  }
}
