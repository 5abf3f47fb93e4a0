package io.voxbus.hil.peer;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A client of another make than Voxbus's own. It keeps what it hears, and its session over outages.
 */
public final class MqttPeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MqttClient client;
  private final Consumer<Heard> told;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** A message that was heard. */
  public record Heard(String topic, ByteString payload, boolean retained) {}

  private MqttPeer(MqttClient client, Consumer<Heard> told) {
    this.client = client;
    this.told = told;
  }

  /** Connects to a broker on loopback, and subscribes with QoS 1. */
  public static MqttPeer connected(int port, String id, String... topics) {
    return connected(port, id, each -> {}, topics);
  }

  /**
   * The same, for one that answers what it hears.
   *
   * @param told of each message, on a thread that must not wait for the broker
   */
  public static MqttPeer connected(int port, String id, Consumer<Heard> told, String... topics) {
    try {
      return subscribed(port, id, told, topics);
    } catch (MqttException closed) {
      // The embedded broker now and then closes a connection that it has just accepted.
      return again(port, id, told, topics);
    }
  }

  private static MqttPeer again(int port, String id, Consumer<Heard> told, String... topics) {
    try {
      return subscribed(port, id, told, topics);
    } catch (MqttException failure) {
      throw new AssertionError(failure);
    }
  }

  private static MqttPeer subscribed(int port, String id, Consumer<Heard> told, String... topics)
      throws MqttException {
    MqttClient client = new MqttClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
    MqttPeer peer = new MqttPeer(client, told);
    client.setCallback(peer.callback());
    try {
      client.connect(options());
      for (String topic : topics) {
        client.subscribe(topic, 1);
      }
      return peer;
    } catch (MqttException failure) {
      client.close(true); // It would connect again by itself, beside the next one.
      throw failure;
    }
  }

  /** Subscribes with QoS 1. */
  public void subscribe(String topic) throws MqttException {
    client.subscribe(topic, 1);
  }

  /** Publishes with QoS 1, and waits until the broker has it. */
  public void publish(String topic, byte[] payload) throws MqttException {
    client.publish(topic, payload, 1, false);
  }

  /** Publishes with QoS 1, to be kept by the broker. */
  public void publishRetained(String topic, byte[] payload) throws MqttException {
    client.publish(topic, payload, 1, true);
  }

  /** Hands a message over for delivery now or when the broker is back. */
  public void publishWhenever(String topic, byte[] payload) throws MqttException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    client.getTopic(topic).publish(message);
  }

  /** How many messages the broker has not confirmed yet. */
  public int pending() {
    return client.getPendingDeliveryTokens().length;
  }

  /** Whether the broker can be reached just now. */
  public boolean connected() {
    return client.isConnected();
  }

  /** All messages heard on a topic so far, in order. */
  public List<byte[]> on(String topic) {
    return heard.stream()
        .filter(each -> each.topic().equals(topic))
        .map(message -> message.payload().toByteArray())
        .toList();
  }

  /** Waits for that many messages on a topic, and gives them all. */
  public List<byte[]> await(String topic, int count) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> on(topic), messages -> messages.size() >= count);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect();
    }
    client.close(true);
  }

  private static MqttConnectOptions options() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(false);
    options.setAutomaticReconnect(true);
    options.setMaxReconnectDelay(500);
    options.setMaxInflight(1000);
    return options;
  }

  private MqttCallbackExtended callback() {
    return new MqttCallbackExtended() {
      @Override
      public void connectComplete(boolean reconnect, String uri) {}

      @Override
      public void connectionLost(Throwable cause) {}

      @Override
      public void messageArrived(String topic, MqttMessage message) {
        Heard one =
            new Heard(topic, ByteString.copyFrom(message.getPayload()), message.isRetained());
        heard.add(one);
        told.accept(one);
      }

      @Override
      public void deliveryComplete(IMqttDeliveryToken token) {}
    };
  }
}
