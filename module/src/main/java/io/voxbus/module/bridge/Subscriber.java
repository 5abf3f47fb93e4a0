package io.voxbus.module.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Subscribes to topics over one connection, one request after the other. */
final class Subscriber {
  private static final int REFUSED = 0x80; // MQTT 3.1.1, 3.9.3

  private final MqttClient client;
  private final BrokerSettings settings;
  private Promise<MqttSubAckMessage> suback = Promise.promise();
  private Promise<Void> pong = Promise.promise();
  private Optional<String> alone = Optional.empty();

  /**
   * A subscriber.
   *
   * @param client calls none but this one when a SUBACK comes
   * @param settings how long each answer of the broker may take, and the topics' quality of service
   */
  Subscriber(MqttClient client, BrokerSettings settings) {
    this.client = client;
    this.settings = settings;
    client.subscribeCompletionHandler(answer -> suback.tryComplete(answer));
  }

  /** Subscribes to all at once; fails when the broker refuses one or takes too long. */
  Future<Void> all(List<String> topics) {
    suback = Promise.promise();
    Map<String, Integer> wanted =
        topics.stream()
            .collect(Collectors.toMap(topic -> topic, topic -> settings.quality(topic).value()));
    return inTime(
            client.subscribe(wanted).compose(sent -> suback.future()),
            "no SUBACK from the broker in time")
        .compose(Subscriber::accepted);
  }

  /** Subscribes to all so that it is known which topic's retained message ends the connection. */
  Future<Void> oneByOne(List<String> topics) {
    Future<Void> done = Future.succeededFuture();
    for (String topic : topics) {
      done = done.compose(before -> alone(topic));
    }
    return done;
  }

  /**
   * Subscribes to one topic. The broker answers in order, so the ping's answer comes behind a
   * message that it has retained.
   */
  Future<Void> alone(String topic) {
    alone = Optional.of(topic);
    return all(List.of(topic))
        .compose(subscribed -> ping())
        .onComplete(answered -> alone = Optional.empty());
  }

  /** The topic that is subscribed to alone just now. */
  Optional<String> suspect() {
    return alone;
  }

  /** The broker answered a ping. */
  void answered() {
    pong.tryComplete();
  }

  /** Nothing more will come. */
  void fail(Throwable cause) {
    suback.tryFail(cause);
    pong.tryFail(cause);
  }

  private Future<Void> ping() {
    pong = Promise.promise();
    client.ping();
    return inTime(pong.future(), "no PINGRESP from the broker in time");
  }

  private static Future<Void> accepted(MqttSubAckMessage suback) {
    return suback.grantedQoSLevels().contains(REFUSED)
        ? Future.failedFuture(new UndeliveredException("the broker refuses a subscription"))
        : Future.succeededFuture();
  }

  private <T> Future<T> inTime(Future<T> answer, String otherwise) {
    return inTime(answer, settings.timings().connect(), otherwise);
  }

  /** The client has no time-out of its own for what it awaits. */
  static <T> Future<T> inTime(Future<T> answer, Duration patience, String otherwise) {
    return answer
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            cause ->
                cause instanceof TimeoutException
                    ? Future.failedFuture(new UndeliveredException(otherwise))
                    : Future.failedFuture(cause));
  }
}
