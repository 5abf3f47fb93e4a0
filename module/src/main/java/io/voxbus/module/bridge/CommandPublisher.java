package io.voxbus.module.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Hands commands to the broker, in order, and waits for what the bridge says of each. */
public final class CommandPublisher {
  private final Vertx vertx;
  private final BrokerConnection connection;
  private final AckTracker acks;
  private final Terms terms;

  /**
   * The terms on which commands are published.
   *
   * @param topic where to
   * @param answerWithin how long the bridge may take from the broker's PUBACK on, positive
   * @param signing signs each command as it goes out; empty for commands without a signature
   */
  public record Terms(String topic, Duration answerWithin, Optional<CommandSigning> signing) {}

  /**
   * A command on its way.
   *
   * @param handedOn completes when the broker has the command, or its time was up; never fails
   * @param answer completes with what the bridge said; never fails
   */
  public record Sent(Future<Void> handedOn, Future<BridgeAnswer> answer) {}

  /**
   * A publisher.
   *
   * @param vertx for the time-outs
   * @param connection the way to the broker
   * @param acks where the bridge's acks come in
   * @param terms topic and times
   */
  public CommandPublisher(Vertx vertx, BrokerConnection connection, AckTracker acks, Terms terms) {
    this.vertx = vertx;
    this.connection = connection;
    this.acks = acks;
    this.terms = terms;
  }

  /**
   * Publishes a command; again and again under the same id, until the broker confirms it.
   *
   * @param id the command's id
   * @param writer writes the command each time that it goes out, or takes it back by giving none
   * @param timeToLive how long it may wait for the broker
   */
  public Sent publish(String id, Supplier<Optional<CanBridgeCommand>> writer, Duration timeToLive) {
    Future<BridgeAnswer> answer = acks.expect(id);
    Future<Void> handedOn =
        connection
            .publish(() -> writer.get().map(this::message), timeToLive)
            .onSuccess(puback -> giveUpAfter(terms.answerWithin(), id, answer))
            .onFailure(undelivered -> giveUp(id, answer));
    return new Sent(handedOn.otherwiseEmpty(), answer);
  }

  /**
   * Awaits more of what the bridge says of a command that was published.
   *
   * @param within for how long it is awaited, positive
   * @return completes as the {@link Sent#answer} of a publication does
   */
  public Future<BridgeAnswer> expectMore(String id, Duration within) {
    Future<BridgeAnswer> answer = acks.expect(id);
    long timer = vertx.setTimer(within.toMillis(), late -> goOnOrGiveUp(id, answer));
    answer.onComplete(given -> vertx.cancelTimer(timer));
    return answer;
  }

  /** What the bridge has begun to speak of it will finish. */
  private void goOnOrGiveUp(String id, Future<BridgeAnswer> answer) {
    if (acks.soFar(id) == AckState.ACK_UNSPECIFIED) {
      giveUp(id, answer);
    } else {
      giveUpAfter(terms.answerWithin(), id, answer);
    }
  }

  /**
   * Tells from now on of what the bridge says of commands that are not awaited any more.
   *
   * @param listener told the command's id, and what is said of it
   */
  public void tellLate(BiConsumer<String, BridgeAnswer> listener) {
    acks.tellLate(listener);
  }

  /** While the broker is away nobody can answer, so the time begins anew when it is back. */
  private void timeUp(String id, Future<BridgeAnswer> answer) {
    Duration left = terms.answerWithin().minus(connection.onlineFor());
    if (left.toMillis() > 0) {
      giveUpAfter(left, id, answer);
    } else {
      giveUp(id, answer);
    }
  }

  /** Unless it was answered, and its id is awaited for a later publication by now. */
  private void giveUp(String id, Future<BridgeAnswer> answer) {
    if (!answer.isComplete()) {
      acks.giveUp(id);
    }
  }

  private OutboundMessage message(CanBridgeCommand command) {
    CanBridgeCommand sent = terms.signing().map(key -> key.sign(command)).orElse(command);
    return new OutboundMessage(terms.topic(), Buffer.buffer(sent.toByteArray()), false);
  }

  private void giveUpAfter(Duration time, String id, Future<BridgeAnswer> answer) {
    long timer = vertx.setTimer(time.toMillis(), late -> timeUp(id, answer));
    answer.onComplete(given -> vertx.cancelTimer(timer));
  }
}
