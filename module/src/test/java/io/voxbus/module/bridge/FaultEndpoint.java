package io.voxbus.module.bridge;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The far end of an MQTT connection, which does as much of a broker's duty as the test wants. It
 * routes nothing: the test sees what is published and delivers what it likes.
 */
public final class FaultEndpoint {
  private final MqttServer server;
  private final List<MqttEndpoint> connections = new CopyOnWriteArrayList<>();
  private final List<Publication> publications = new CopyOnWriteArrayList<>();
  private final List<Integer> acknowledgedDeliveries = new CopyOnWriteArrayList<>();
  private final List<Integer> goodbyes = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> retained = new ConcurrentHashMap<>();
  private final Map<String, MqttQoS> subscriptions = new ConcurrentHashMap<>();
  private volatile boolean answersConnect = true;
  private volatile boolean answersSubscribe = true;
  private volatile MqttQoS grantedQos = MqttQoS.AT_LEAST_ONCE;
  private volatile boolean sessionPresent;
  private volatile boolean echoes = true;
  private volatile Predicate<String> acknowledges = topic -> true;

  /** A message that the client published. */
  public record Publication(int connection, String topic, Buffer payload, boolean retained) {}

  private FaultEndpoint(Vertx vertx, MqttServerOptions options) {
    options.setHost("127.0.0.1");
    server = MqttServer.create(vertx, options.setMaxMessageSize(1 << 22).setMaxClientIdLength(100));
    server.exceptionHandler(ignored -> {});
    server.endpointHandler(this::connected);
  }

  /** Listens on a port that is free. */
  public static FaultEndpoint listen(Vertx vertx) throws Exception {
    return listen(vertx, new MqttServerOptions().setPort(0));
  }

  /** Listens on this port. */
  public static FaultEndpoint listen(Vertx vertx, int port) throws Exception {
    return listen(vertx, new MqttServerOptions().setPort(port));
  }

  static FaultEndpoint listen(Vertx vertx, MqttServerOptions options) throws Exception {
    FaultEndpoint endpoint = new FaultEndpoint(vertx, options);
    endpoint.server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    return endpoint;
  }

  public BrokerAddress address() {
    return new BrokerAddress("127.0.0.1", server.actualPort());
  }

  public void answerConnect(boolean answer) {
    answersConnect = answer;
  }

  public void answerSubscribe(boolean answer) {
    answersSubscribe = answer;
  }

  public void grant(MqttQoS qos) {
    grantedQos = qos;
  }

  public void keepSession(boolean kept) {
    sessionPresent = kept;
  }

  /** Whether what the client publishes retained comes back to it, as it is subscribed to it. */
  public void echo(boolean echo) {
    echoes = echo;
  }

  /** Sends a PUBACK for publications on these topics only. */
  public void acknowledgeOnly(Predicate<String> topics) {
    acknowledges = topics;
  }

  /** Every connection so far, the first one first. */
  public List<MqttEndpoint> connections() {
    return List.copyOf(connections);
  }

  /** Forgets what was published so far. */
  public void forgetPublications() {
    publications.clear();
  }

  /** What was published on topics that end so, in order. */
  public List<Publication> published(String topicEnd) {
    return publications.stream().filter(p -> p.topic().endsWith(topicEnd)).toList();
  }

  /** The packet ids of deliveries for which the client sent a PUBACK. */
  public List<Integer> acknowledgedDeliveries() {
    return List.copyOf(acknowledgedDeliveries);
  }

  /** The connections, by number, that ended with a DISCONNECT. */
  public List<Integer> goodbyes() {
    return List.copyOf(goodbyes);
  }

  /** Sends a QoS 1 message to the client; yields its packet id. */
  public int deliver(String topic, byte[] payload) {
    return deliver(topic, payload, false, false);
  }

  public int deliver(String topic, byte[] payload, boolean dup, boolean retained) {
    try {
      return last()
          .publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, dup, retained)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("not delivered", e);
    }
  }

  /** Delivers a message with each subscription to its topic. */
  public void retain(String topic, byte[] payload) {
    retained.put(topic, payload);
  }

  /** Retains nothing any more. */
  public void clearRetained() {
    retained.clear();
  }

  /** Cuts the connection without a word. */
  public void cut() {
    last().close();
  }

  /** Cuts all connections and frees the port. */
  public void close() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private MqttEndpoint last() {
    return connections.get(connections.size() - 1);
  }

  private void connected(MqttEndpoint endpoint) {
    int number = connections.size();
    endpoint.exceptionHandler(ignored -> {});
    endpoint.publishHandler(message -> published(endpoint, number, message));
    endpoint.subscribeHandler(message -> subscribed(endpoint, message));
    endpoint.publishAcknowledgeHandler(acknowledgedDeliveries::add);
    endpoint.disconnectHandler(said -> goodbyes.add(number));
    connections.add(endpoint);
    if (answersConnect) {
      endpoint.accept(sessionPresent);
    }
  }

  /** The quality of service with which each topic was subscribed to last. */
  public Map<String, MqttQoS> subscriptions() {
    return subscriptions;
  }

  private void subscribed(MqttEndpoint endpoint, MqttSubscribeMessage message) {
    message
        .topicSubscriptions()
        .forEach(topic -> subscriptions.put(topic.topicName(), topic.qualityOfService()));
    if (answersSubscribe) {
      List<MqttQoS> granted =
          message.topicSubscriptions().stream().map(topic -> grantedQos).toList();
      endpoint.subscribeAcknowledge(message.messageId(), granted);
      message.topicSubscriptions().stream()
          .map(MqttTopicSubscription::topicName)
          .filter(retained::containsKey)
          .forEach(topic -> deliverRetained(endpoint, topic));
    }
  }

  private void deliverRetained(MqttEndpoint endpoint, String topic) {
    endpoint.publish(topic, Buffer.buffer(retained.get(topic)), MqttQoS.AT_LEAST_ONCE, false, true);
  }

  private void published(MqttEndpoint endpoint, int connection, MqttPublishMessage message) {
    publications.add(
        new Publication(connection, message.topicName(), message.payload(), message.isRetain()));
    if (acknowledges.test(message.topicName())) {
      endpoint.publishAcknowledge(message.messageId());
    }
    if (echoes && message.isRetain()) {
      endpoint.publish(message.topicName(), message.payload(), MqttQoS.AT_LEAST_ONCE, false, false);
    }
  }
}
