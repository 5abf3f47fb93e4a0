package io.voxbus.hil.bridge;

import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.can.Dbc;

/**
 * What a virtual bridge serves.
 *
 * @param broker where it takes its commands from
 * @param topics the first levels of its topics, prefix and vehicle, for example {@code voxbus/demo}
 * @param channel the bus as candump lines name it, for example {@code vcan0}
 * @param dbc the messages that it may send, and what they mean
 */
public record BridgeSettings(BrokerAddress broker, String topics, String channel, Dbc dbc) {
  /** The topic of commands. */
  public String commandTopic() {
    return topics + "/can/command";
  }

  /** The topic of acks. */
  public String ackTopic() {
    return topics + "/can/ack";
  }

  /**
   * The topic on which the bridge says whether it is there: {@code online} or {@code offline},
   * retained.
   */
  public String presenceTopic() {
    return topics + "/can/bridge";
  }
}
