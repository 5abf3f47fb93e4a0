package io.voxbus.module.bridge;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttConnAckMessage;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One connection to the broker, from its CONNECT to its end. It is never used again after that: the
 * client of vertx-mqtt 5.0.7 does not free its in-flight window when a connection closes.
 */
final class BrokerLink {
  /** Above any message we accept, since netty's decoder goes deaf after one that is larger. */
  static final int MAXIMUM_MESSAGE_BYTES = 1 << 20;

  /**
   * Never reached: the outbox keeps fewer on the way. Beyond it, the client fails a publication.
   */
  private static final int IN_FLIGHT_WINDOW = 2 * Outbox.WINDOW;

  private final BrokerSettings settings;
  private final MqttClient client;
  private final Handler<InboundMessage> inbound;
  private final PubackWait pubacks = new PubackWait();
  private final Promise<LinkLoss> loss = Promise.promise();
  private final Subscriber subscriber;
  private final Future<Boolean> ready;
  private final Supplier<Moment> clock;
  private Moment lastHeard;

  /**
   * Why a connection ended.
   *
   * @param reason for a log
   * @param oversized whether the broker sent a message larger than can be read; it would do so
   *     again
   * @param suspect the topic that such a message was retained on, where that is known
   */
  record LinkLoss(String reason, boolean oversized, Optional<String> suspect) {
    private LinkLoss(String reason) {
      this(reason, false, Optional.empty());
    }
  }

  /**
   * What a connection starts with.
   *
   * @param will the message that the broker publishes when it loses us
   * @param cleanSession whether the broker shall forget what it kept for us; topics are then
   *     subscribed to one by one
   * @param topics what is subscribed to
   * @param inbound takes each message, from before the link is ready
   */
  record Start(
      OutboundMessage will,
      boolean cleanSession,
      List<String> topics,
      Handler<InboundMessage> inbound) {}

  private BrokerLink(Vertx vertx, BrokerSettings settings, Start start, Supplier<Moment> clock) {
    this.settings = settings;
    this.clock = clock;
    this.lastHeard = clock.get();
    this.inbound = start.inbound();
    this.client = MqttClient.create(vertx, options(settings, start));
    this.subscriber = new Subscriber(client, settings);
    client.publishHandler(this::received);
    client.publishCompletionHandler(this::acknowledged);
    client.pingResponseHandler(pong -> pinged());
    client.publishCompletionExpirationHandler(id -> lose("no PUBACK from the broker in time"));
    client.exceptionHandler(this::failed);
    client.closeHandler(closed -> lose("the broker closed the connection"));
    this.ready = connect().compose(connack -> subscribe(start).map(connack.isSessionPresent()));
    ready.onFailure(cause -> lose(BrokerTls.reason(cause)));
  }

  /** Begins to connect and to subscribe. */
  static BrokerLink open(
      Vertx vertx, BrokerSettings settings, Start start, Supplier<Moment> clock) {
    return new BrokerLink(vertx, settings, start, clock);
  }

  /** When the broker was last heard, and what it had sent had not been held up. */
  Moment lastHeard() {
    return lastHeard;
  }

  /**
   * Completes when connected and subscribed, with whether the broker had kept a session for us;
   * fails when the broker refuses either or takes too long.
   */
  Future<Boolean> ready() {
    return ready;
  }

  /** Completes when the connection is of no use, or of no use any more. */
  Future<LinkLoss> lost() {
    return loss.future();
  }

  /** Publishes with QoS 1; completes with the PUBACK, and fails when the connection ends first. */
  Future<Void> publish(OutboundMessage message) {
    if (loss.future().isComplete() || !client.isConnected()) {
      return Future.failedFuture(new UndeliveredException("not connected"));
    }
    return pubacks.expect(
        client.publish(
            message.topic(), message.payload(), MqttQoS.AT_LEAST_ONCE, false, message.retained()));
  }

  /** Says goodbye, so that the broker does not publish the will. */
  Future<Void> disconnect() {
    if (loss.tryComplete(new LinkLoss("disconnected"))) {
      release("disconnected");
    }
    return client.disconnect();
  }

  /** Subscribes to one topic more; fails when that is refused, or ends the connection. */
  Future<Void> add(String topic) {
    return subscriber.alone(topic);
  }

  private Future<MqttConnAckMessage> connect() {
    return Subscriber.inTime(
        client.connect(settings.address().port(), settings.address().host()),
        settings.timings().connect(),
        "no CONNACK from the broker in time");
  }

  private Future<Void> subscribe(Start start) {
    return start.cleanSession()
        ? subscriber.oneByOne(start.topics())
        : subscriber.all(start.topics());
  }

  /**
   * Notes that the broker was heard. After a longer silence than a broker that is there can have,
   * we were suspended or cut off, and what comes now may have been on its way for any time: it is
   * left, so that it comes again, over a connection of which that is known.
   */
  private boolean isInTime() {
    Moment now = clock.get();
    Duration silence = lastHeard.until(now);
    if (silence.compareTo(settings.timings().silence()) > 0) {
      lose("nothing was heard for " + silence.toMillis() + " ms");
    }
    if (loss.future().isComplete()) {
      return false;
    }
    lastHeard = now;
    return true;
  }

  private void pinged() {
    if (isInTime()) {
      subscriber.answered();
    }
  }

  private void acknowledged(int packetId) {
    if (isInTime()) {
      pubacks.acknowledged(packetId);
    }
  }

  private void received(MqttPublishMessage message) {
    if (isInTime()) {
      hand(message);
    }
  }

  private void hand(MqttPublishMessage message) {
    inbound.handle(
        new InboundMessage(
            message.topicName(),
            message.payload(),
            message.isRetain(),
            message.isDup(),
            false,
            () -> acknowledge(message)));
  }

  private void acknowledge(MqttPublishMessage message) {
    boolean wanted = message.qosLevel() != MqttQoS.AT_MOST_ONCE;
    if (wanted && !loss.future().isComplete() && client.isConnected()) {
      message.ack();
    }
  }

  private void failed(Throwable cause) {
    boolean oversized = cause instanceof TooLongFrameException;
    lose(
        new LinkLoss(
            oversized
                ? "a message is larger than " + MAXIMUM_MESSAGE_BYTES + " bytes"
                : BrokerTls.reason(cause),
            oversized,
            subscriber.suspect()));
  }

  private void lose(String reason) {
    lose(new LinkLoss(reason));
  }

  private void lose(LinkLoss why) {
    if (loss.tryComplete(why)) {
      release(why.reason());
      client.disconnect();
    }
  }

  private void release(String reason) {
    UndeliveredException cause = new UndeliveredException(reason);
    pubacks.failAll(cause);
    subscriber.fail(cause);
  }

  private static MqttClientOptions options(BrokerSettings settings, Start start) {
    BrokerTimings timings = settings.timings();
    MqttClientOptions options = new MqttClientOptions();
    options.setConnectTimeout((int) timings.connect().toMillis());
    options.setAutoAck(false);
    settings.address().tls().ifPresent(tls -> tls.apply(options));
    return options
        .setClientId(settings.clientId())
        .setCleanSession(start.cleanSession())
        .setKeepAliveInterval((int) timings.keepAlive().toSeconds())
        .setAckTimeout((int) timings.puback().toSeconds())
        .setMaxInflightQueue(IN_FLIGHT_WINDOW)
        .setMaxMessageSize(MAXIMUM_MESSAGE_BYTES)
        .setWillFlag(true)
        .setWillQoS(MqttQoS.AT_LEAST_ONCE.value())
        .setWillRetain(start.will().retained())
        .setWillTopic(start.will().topic())
        .setWillMessageBytes(start.will().payload());
  }
}
