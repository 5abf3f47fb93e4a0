package io.voxbus.hil.peer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A client of another make that publishes each message again, on new connections, until the broker
 * has confirmed it. It keeps its session. (The client's own reconnecting sometimes hangs when a
 * broker comes back.)
 */
public final class PatientPublisher implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPT_SECONDS = 2;

  private final int port;
  private final String id;
  private final AtomicInteger failures = new AtomicInteger();
  private Optional<MqttAsyncClient> connected = Optional.empty();

  /**
   * @param port of a broker on loopback
   * @param id the client id
   */
  public PatientPublisher(int port, String id) {
    this.port = port;
    this.id = id;
  }

  /** Publishes with QoS 1; returns when the broker has the message. */
  public void publish(String topic, byte[] payload) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> confirmed(topic, payload));
  }

  /** How many attempts to publish were in vain so far. */
  public int failures() {
    return failures.get();
  }

  @Override
  public void close() {
    connected.ifPresent(PatientPublisher::drop);
  }

  private boolean confirmed(String topic, byte[] payload) {
    try {
      MqttAsyncClient client = connected.isPresent() ? connected.get() : connect();
      client.publish(topic, payload, 1, false).waitForCompletion(ATTEMPT_SECONDS * 1000L);
      return true;
    } catch (MqttException lost) {
      failures.incrementAndGet();
      connected.ifPresent(PatientPublisher::drop);
      connected = Optional.empty();
      return false;
    }
  }

  private MqttAsyncClient connect() throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
    connected = Optional.of(client);
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(false);
    options.setConnectionTimeout(ATTEMPT_SECONDS);
    client.connect(options).waitForCompletion(ATTEMPT_SECONDS * 1000L);
    return client;
  }

  private static void drop(MqttAsyncClient client) {
    try {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    } catch (MqttException already) {
      // It is of no use either way.
    }
  }
}
