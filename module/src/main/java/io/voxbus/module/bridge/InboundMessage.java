package io.voxbus.module.bridge;

import io.vertx.core.buffer.Buffer;

/**
 * A message from a subscription.
 *
 * @param topic where it was published
 * @param payload what
 * @param retained whether the broker had kept it (MQTT's retain flag)
 * @param redelivered whether the broker had sent it before (MQTT's DUP flag)
 * @param mayBeOld whether it may have waited at the broker for longer than the connection's {@link
 *     BrokerSettings#freshFor}, because we were away
 * @param acknowledgement sends the PUBACK; without it the broker delivers the message again on the
 *     next connection. Does nothing when this connection is gone
 */
public record InboundMessage(
    String topic,
    Buffer payload,
    boolean retained,
    boolean redelivered,
    boolean mayBeOld,
    Runnable acknowledgement) {

  /** The same message, with what is known of its age. */
  InboundMessage aged(boolean old) {
    return new InboundMessage(topic, payload, retained, redelivered, old, acknowledgement);
  }

  /** Tells the broker that the message need not be delivered again. */
  public void acknowledge() {
    acknowledgement.run();
  }
}
