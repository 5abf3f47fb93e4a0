package io.voxbus.module.bridge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is subscribed to: all topics but those on which the broker retains a message that cannot be
 * read. Such a message would come again with each subscription, and end each connection.
 */
final class Subscriptions {
  private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
  private final List<String> all;
  private final Set<String> leftOut = new LinkedHashSet<>();

  Subscriptions(List<String> all) {
    this.all = all;
  }

  /** The topics to subscribe to. */
  List<String> wanted() {
    return all.stream().filter(topic -> !leftOut.contains(topic)).toList();
  }

  /** Leaves a topic out because of the message that is retained on it; false when it is already. */
  boolean leaveOut(String topic) {
    log.error(
        "the message that the broker retains on {} is larger than {} bytes: going on without this"
            + " topic, which is tried again from time to time. Clear it (mosquitto_pub -r -n -t {})"
            + " and have the broker refuse such messages (max_packet_size)",
        topic,
        BrokerLink.MAXIMUM_MESSAGE_BYTES,
        topic);
    return leftOut.add(topic);
  }

  /** Some message could not be read, and the session is lost with it. */
  void tellOversized() {
    log.error(
        "a message on one of {} is larger than {} bytes: what waited at the broker is lost. Have"
            + " the broker refuse such messages (max_packet_size)",
        wanted(),
        BrokerLink.MAXIMUM_MESSAGE_BYTES);
  }

  /** A topic that was left out is subscribed to. */
  void takeBack(String topic) {
    log.info("subscribed to {} again", topic);
    leftOut.remove(topic);
  }
}
