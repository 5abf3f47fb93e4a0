package io.voxbus.module.bridge;

import java.time.Duration;
import java.util.List;

/**
 * Whom to connect to, and as whom.
 *
 * @param address where the broker listens
 * @param clientId the MQTT client id; the broker keeps our queue under it, so it stays the same
 *     from run to run
 * @param topics the topics to subscribe to, with QoS 1
 * @param freshFor how long a message may have waited at the broker and still count as fresh
 * @param timings how patient the connection is
 */
public record BrokerSettings(
    BrokerAddress address,
    String clientId,
    List<String> topics,
    Duration freshFor,
    BrokerTimings timings) {

  /**
   * Copies the topics.
   *
   * @throws IllegalArgumentException when the client id or the list of topics is empty
   */
  public BrokerSettings {
    topics = List.copyOf(topics);
    if (clientId.isEmpty() || topics.isEmpty()) {
      throw new IllegalArgumentException("a connection needs a client id and topics");
    }
  }
}
