package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.app.CallPreparation.Going;
import io.voxbus.module.app.CallPreparation.Prepared.Ready;
import io.voxbus.module.app.CommandDelivery.Outgoing;
import io.voxbus.module.app.WaitingCommands.Overtaken;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.AckState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Sends the commands of prepared calls, in the order in which they come. */
final class CommandIssuer {
  private static final int MOST_DOUBTFUL = 100;

  private final CallPreparation preparation;
  private final VehicleStates vehicle;
  private final CommandMessages messages;
  private final CommandPublisher publisher;
  private final Terms terms;
  private final WaitingCommands waiting = new WaitingCommands();
  private final InFlight commands = new InFlight();

  /** By id, the oldest first: of these nobody knows yet whether they were carried out. */
  private final Map<String, EncodedCommand> doubtful = new LinkedHashMap<>();

  /**
   * On which terms commands go out.
   *
   * @param age how long ago an utterance may have ended, positive
   * @param clock the time of day
   * @param nanoTime a clock as {@link System#nanoTime}
   * @param goesOut told each time that a command goes out
   */
  record Terms(Duration age, InstantSource clock, LongSupplier nanoTime, Runnable goesOut) {
    /** By both clocks, so that one which is set back makes no utterance young again. */
    Duration remaining(Utterance utterance) {
      Duration spoken = Duration.ofMillis(Math.max(0, clock.millis() - utterance.spokenAtMs()));
      Duration arrived = Duration.ofNanos(nanoTime.getAsLong() - utterance.arrivedNanos());
      return age.minus(spoken.compareTo(arrived) > 0 ? spoken : arrived);
    }
  }

  CommandIssuer(
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
    publisher.tellLate(this::late);
  }

  /**
   * Sends the command of a call.
   *
   * @param utterance who asks for it, and when
   * @param place the call's place in the utterance, from 0
   * @param ready the call
   */
  CommandDelivery issue(Utterance utterance, int place, Ready ready) {
    CommandDelivery delivery =
        CommandDelivery.begin(
            publisher,
            ready.call(),
            CommandMessages.id(utterance.id(), place),
            delivery(utterance, place, ready));
    commands.add(delivery.handedOn());
    line(ready.request().grounded(), delivery);
    return delivery;
  }

  /** Sends a command as {@link #issue} does, which the bridge may have and which stands in line. */
  CommandDelivery issueAgain(Utterance utterance, int place, Ready ready) {
    CommandDelivery delivery =
        CommandDelivery.again(
            publisher,
            ready.call(),
            CommandMessages.id(utterance.id(), place),
            delivery(utterance, place, ready));
    commands.add(delivery.handedOn());
    return delivery;
  }

  /** Puts a command in line, before those that are issued from now on. */
  void line(Grounded grounded, Overtaken command) {
    waiting.add(grounded, command);
  }

  /** Awaits what the bridge says of a command, until {@link #giveUp}; never fails. */
  Future<BridgeAnswer> expect(String commandId) {
    return publisher.expect(commandId);
  }

  /** Awaits nothing of a command any more. */
  void giveUp(String commandId) {
    publisher.giveUp(commandId);
  }

  /** Whether there is time left to send a command. */
  boolean isFresh(Utterance utterance) {
    return terms.remaining(utterance).toMillis() > 0;
  }

  /** How many commands the broker does not have yet. */
  int commandsWaiting() {
    return commands.count();
  }

  private CommandDelivery.Terms delivery(Utterance utterance, int place, Ready ready) {
    return new CommandDelivery.Terms(
        () -> outgoing(utterance, place, ready), () -> terms.remaining(utterance));
  }

  private Outgoing outgoing(Utterance utterance, int place, Ready ready) {
    Going going = preparation.go(ready, vehicle.snapshot());
    if (going instanceof Going.Held held) {
      return new Outgoing.Held(held.report());
    }
    EncodedCommand command = ((Going.Out) going).command();
    terms.goesOut().run();
    String id = CommandMessages.id(utterance.id(), place);
    return new Outgoing.Issued(
        messages.write(utterance.id(), place, command), state -> ended(id, command, state));
  }

  private void ended(String id, EncodedCommand command, AckState state) {
    preparation.ended(command, state);
    if (state == AckState.ACK_UNSPECIFIED || state == AckState.ACK_ACCEPTED) {
      doubtful.put(id, command);
    } else {
      doubtful.remove(id);
    }
    if (doubtful.size() > MOST_DOUBTFUL) {
      doubtful.remove(doubtful.keySet().iterator().next());
    }
  }

  private void late(String id, AckState state) {
    Optional.ofNullable(doubtful.get(id)).ifPresent(command -> ended(id, command, state));
  }
}
