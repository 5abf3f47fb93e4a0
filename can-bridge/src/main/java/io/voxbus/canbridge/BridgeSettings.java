package io.voxbus.canbridge;

import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.module.speech.SigningKeys;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a bridge serves.
 *
 * @param broker where it takes its commands from
 * @param topics the first levels of its topics, prefix and vehicle, for example {@code voxbus/demo}
 * @param channel the bus: the network interface's name, and that in candump lines, for example
 *     {@code vcan0}
 * @param board what it may send, and what that means
 * @param state the folder in which it remembers what it has carried out; empty to remember only as
 *     long as it runs
 * @param keys what is shared with the service, which then has to sign its commands; empty when
 *     commands need no signature
 */
public record BridgeSettings(
    BrokerAddress broker,
    String topics,
    String channel,
    BridgeBoard board,
    Optional<Path> state,
    Optional<SigningKeys> keys) {

  /** A bridge that remembers nothing once it has ended, and takes unsigned commands. */
  public BridgeSettings(BrokerAddress broker, String topics, String channel, BridgeBoard board) {
    this(broker, topics, channel, board, Optional.empty(), Optional.empty());
  }

  /** The same with a folder in which it remembers. */
  public BridgeSettings withState(Optional<Path> folder) {
    return new BridgeSettings(broker, topics, channel, board, folder, keys);
  }

  /** The same with keys: only signed commands are carried out. */
  public BridgeSettings withKeys(SigningKeys shared) {
    return new BridgeSettings(broker, topics, channel, board, state, Optional.of(shared));
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
