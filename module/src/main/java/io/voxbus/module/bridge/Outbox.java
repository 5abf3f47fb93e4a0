package io.voxbus.module.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is to be published, in order, until the broker has it. A message without a PUBACK when its
 * connection ends goes out again on the next one, unless its time is up.
 */
final class Outbox {
  /** How many messages are on the way at most. */
  static final int WINDOW = 100;

  /** How many messages wait at most, those on the way included. */
  static final int CAPACITY = 1000;

  /** How many of these places are kept for commands, whatever else waits. */
  static final int RESERVE = 200;

  private final Vertx vertx;
  private final Set<Letter> letters = new LinkedHashSet<>();
  private Optional<BrokerLink> link = Optional.empty();
  private int onTheWay;

  Outbox(Vertx vertx) {
    this.vertx = vertx;
  }

  /** A message and what is known of its way; compared by identity. */
  private static final class Letter {
    final Supplier<Optional<OutboundMessage>> writer;
    final Promise<Void> delivered = Promise.promise();
    boolean sent;

    Letter(Supplier<Optional<OutboundMessage>> writer) {
      this.writer = writer;
    }
  }

  /**
   * Takes a message.
   *
   * @param writer writes it each time that it goes out, or takes it back by giving none
   * @param timeToLive how long it may wait for the PUBACK; it is not sent any later
   * @return completes with the broker's PUBACK; fails with {@link UndeliveredException} otherwise
   */
  Future<Void> add(Supplier<Optional<OutboundMessage>> writer, Duration timeToLive) {
    return add(writer, timeToLive, CAPACITY);
  }

  /** Takes a message as {@link #add} does, as long as the reserve is not needed for it. */
  Future<Void> addBeforeReserve(Supplier<Optional<OutboundMessage>> writer, Duration timeToLive) {
    return add(writer, timeToLive, CAPACITY - RESERVE);
  }

  private Future<Void> add(
      Supplier<Optional<OutboundMessage>> writer, Duration timeToLive, int capacity) {
    if (letters.size() >= capacity) {
      return Future.failedFuture(new UndeliveredException("the outbox is full"));
    }
    if (timeToLive.toMillis() <= 0) {
      return Future.failedFuture(new UndeliveredException("no time is left to send the message"));
    }
    Letter letter = new Letter(writer);
    letters.add(letter);
    long timer =
        vertx.setTimer(
            timeToLive.toMillis(), expired -> drop(letter, "no PUBACK within the message's time"));
    sendWaiting();
    return letter.delivered.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Sends over this link from now on, beginning with what the last one did not bring home. */
  void use(BrokerLink newLink) {
    link = Optional.of(newLink);
    onTheWay = 0;
    letters.forEach(letter -> letter.sent = false);
    sendWaiting();
  }

  /** Keeps everything until the next link. */
  void pause() {
    link = Optional.empty();
  }

  private void sendWaiting() {
    if (link.isEmpty() || onTheWay >= WINDOW) {
      return;
    }
    for (Letter letter : new ArrayList<>(letters)) {
      if (!letter.sent && letters.contains(letter) && onTheWay < WINDOW) {
        send(letter, link.get());
      }
    }
  }

  private void send(Letter letter, BrokerLink over) {
    Optional<OutboundMessage> message = letter.writer.get();
    if (message.isEmpty()) {
      drop(letter, "taken back");
      return;
    }
    letter.sent = true;
    onTheWay++;
    over.publish(message.get()).onComplete(result -> returned(letter, over, result.succeeded()));
  }

  private void returned(Letter letter, BrokerLink over, boolean acknowledged) {
    if (acknowledged && letters.remove(letter)) {
      letter.delivered.complete();
    }
    if (link.filter(current -> current == over).isPresent()) {
      onTheWay--;
      sendWaiting();
    }
  }

  private void drop(Letter letter, String reason) {
    if (letters.remove(letter)) {
      letter.delivered.fail(new UndeliveredException(reason));
    }
  }
}
