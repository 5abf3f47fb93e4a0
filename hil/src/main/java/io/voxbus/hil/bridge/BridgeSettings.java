package io.voxbus.hil.bridge;

import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.module.can.Dbc;
import io.voxbus.module.speech.SigningKeys;
import java.util.Optional;

/**
 * What a virtual bridge serves.
 *
 * @param broker where it takes its commands from
 * @param topics the first levels of its topics, prefix and vehicle, for example {@code voxbus/demo}
 * @param channel the bus as candump lines name it, for example {@code vcan0}
 * @param dbc the messages that it may send, and what they mean
 * @param keys what is shared with the service, which then has to sign its commands; empty when
 *     commands need no signature
 */
public record BridgeSettings(
    BrokerAddress broker, String topics, String channel, Dbc dbc, Optional<SigningKeys> keys) {

  /** A bridge that wants no signatures. */
  public BridgeSettings(BrokerAddress broker, String topics, String channel, Dbc dbc) {
    this(broker, topics, channel, dbc, Optional.empty());
  }

  /** The same with keys: only signed commands are carried out. */
  public BridgeSettings withKeys(SigningKeys shared) {
    return new BridgeSettings(broker, topics, channel, dbc, Optional.of(shared));
  }

  /** What checks the signatures of commands; empty where they need none. */
  Optional<CommandSigning> signing() {
    String vehicle = topics.substring(topics.lastIndexOf('/') + 1);
    return keys.map(shared -> new CommandSigning(shared, vehicle));
  }

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
