package io.voxbus.module.bridge;

import io.netty.handler.codec.mqtt.MqttQoS;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Whom to connect to, and as whom.
 *
 * @param address where the broker listens
 * @param clientId the MQTT client id; the broker keeps our queue under it, so it stays the same
 *     from run to run
 * @param topics the topics to subscribe to, with QoS 1 unless said otherwise
 * @param passing those of them whose messages are of no use later: with QoS 0, so that the broker
 *     keeps none of them while we are away
 * @param freshFor how long a message may have waited at the broker and still count as fresh
 * @param timings how patient the connection is
 */
public record BrokerSettings(
    BrokerAddress address,
    String clientId,
    List<String> topics,
    Set<String> passing,
    Duration freshFor,
    BrokerTimings timings) {

  /**
   * Copies the topics.
   *
   * @throws IllegalArgumentException when the client id or the list of topics is empty
   */
  public BrokerSettings {
    topics = List.copyOf(topics);
    passing = Set.copyOf(passing);
    if (clientId.isEmpty() || topics.isEmpty()) {
      throw new IllegalArgumentException("a connection needs a client id and topics");
    }
  }

  /** All topics with QoS 1. */
  public BrokerSettings(
      BrokerAddress address,
      String clientId,
      List<String> topics,
      Duration freshFor,
      BrokerTimings timings) {
    this(address, clientId, topics, Set.of(), freshFor, timings);
  }

  /** With which quality of service a topic is subscribed to. */
  MqttQoS quality(String topic) {
    return passing.contains(topic) ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
  }
}
