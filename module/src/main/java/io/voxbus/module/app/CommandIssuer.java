package io.voxbus.module.app;

import io.voxbus.module.app.CallPreparation.Going;
import io.voxbus.module.app.CallPreparation.Prepared.Ready;
import io.voxbus.module.app.CommandDelivery.Outgoing;
import io.voxbus.module.app.WaitingCommands.Overtaken;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.VehicleSnapshot;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.AckReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Sends the commands of prepared calls, in the order in which they come. */
final class CommandIssuer {
  private static final int MOST_OPEN = 1000;

  private final CallPreparation preparation;
  private final VehicleStates vehicle;
  private final CommandMessages messages;
  private final CommandPublisher publisher;
  private final Terms terms;
  private final WaitingCommands waiting = new WaitingCommands();
  private final InFlight commands = new InFlight();

  /** By id, the oldest first: of these nobody knows yet whether they are carried out. */
  private final Map<String, Sent> open = new LinkedHashMap<>();

  /** A command as it went out last. */
  private record Sent(EncodedCommand command, Ready ready, Utterance utterance) {}

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
    publisher.tellLate(this::ended);
  }

  /**
   * Sends the command of a call.
   *
   * @param utterance who asks for it, and when
   * @param place the call's place in the utterance, from 0
   * @param ready the call
   */
  CommandDelivery issue(Utterance utterance, int place, Ready ready) {
    CommandDelivery delivery = delivery(utterance, place, ready).begin();
    line(ready.request().grounded(), delivery);
    return delivery;
  }

  /**
   * Sends a command as {@link #issue} does, that stands in line.
   *
   * @param mayBeThere whether the bridge may have one of the service before, of which it has not
   *     spoken
   */
  CommandDelivery issueAgain(Utterance utterance, int place, Ready ready, boolean mayBeThere) {
    CommandDelivery delivery = delivery(utterance, place, ready);
    return mayBeThere ? delivery.beginAgain() : delivery.begin();
  }

  /** Puts a command in line, before those that are issued from now on. */
  void line(Grounded grounded, Overtaken command) {
    waiting.add(grounded, command);
  }

  /** Whether there is time left to send a command. */
  boolean isFresh(Utterance utterance) {
    return terms.remaining(utterance).toMillis() > 0;
  }

  /** How many commands the broker does not have yet. */
  int commandsWaiting() {
    return commands.count();
  }

  private CommandDelivery delivery(Utterance utterance, int place, Ready ready) {
    CommandDelivery delivery =
        new CommandDelivery(
            publisher,
            ready.call(),
            CommandMessages.id(utterance.id(), place),
            new CommandDelivery.Terms(
                () -> outgoing(utterance, place, ready), () -> terms.remaining(utterance)));
    commands.add(delivery.handedOn());
    return delivery;
  }

  private Outgoing outgoing(Utterance utterance, int place, Ready ready) {
    VehicleSnapshot now = vehicle.snapshot();
    doubtWhatMayNotGo(now);
    Going going = preparation.go(ready, now);
    if (going instanceof Going.Held held) {
      return new Outgoing.Held(held.report());
    }
    EncodedCommand command = ((Going.Out) going).command();
    terms.goesOut().run();
    String id = CommandMessages.id(utterance.id(), place);
    remember(id, new Sent(command, ready, utterance));
    return new Outgoing.Issued(
        messages.write(utterance.id(), place, command), answer -> ended(id, answer));
  }

  /** What is on its way goes along in the next frame as long as it might still be sent. */
  private void doubtWhatMayNotGo(VehicleSnapshot now) {
    open.values().stream()
        .filter(sent -> !isFresh(sent.utterance()) || !preparation.mayGo(sent.ready(), now))
        .forEach(sent -> preparation.doubt(sent.command()));
    open.values().removeIf(sent -> !isFresh(sent.utterance()));
  }

  /** Whichever copy of a command is carried out, it is the newest that is known. */
  private void remember(String id, Sent sent) {
    Optional.ofNullable(open.put(id, sent))
        .ifPresent(older -> preparation.takeBack(older.command()));
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }

  private void ended(String id, BridgeAnswer answer) {
    Optional.ofNullable(open.get(id)).ifPresent(sent -> ended(id, sent.command(), answer));
  }

  /** One that came too late may have another copy that did not. */
  private void ended(String id, EncodedCommand command, BridgeAnswer answer) {
    switch (answer.state()) {
      case ACK_TRANSMITTED, ACK_CONFIRMED -> {
        preparation.carriedOut(command);
        open.remove(id);
      }
      case ACK_REJECTED -> rejected(id, command, answer.reason());
      case ACK_UNSPECIFIED, ACK_ACCEPTED, UNRECOGNIZED -> preparation.doubt(command);
    }
  }

  private void rejected(String id, EncodedCommand command, AckReason reason) {
    if (reason == AckReason.REASON_EXPIRED) {
      preparation.doubt(command);
    } else {
      preparation.takeBack(command);
      open.remove(id);
    }
  }
}
