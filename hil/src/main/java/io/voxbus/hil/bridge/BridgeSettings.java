package io.voxbus.hil.bridge;

import io.voxbus.dbc.Dbc;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.module.speech.SigningKeys;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a virtual bridge serves.
 *
 * @param broker where it takes its commands from
 * @param topics the first levels of its topics, prefix and vehicle, for example {@code voxbus/demo}
 * @param channel the bus as candump lines name it, for example {@code vcan0}
 * @param dbc the messages that it may send, and what they mean
 * @param state the folder in which it remembers what it has carried out; empty to remember only as
 *     long as it runs
 * @param faults how often its acks go wrong
 * @param keys what is shared with the service, which then has to sign its commands; empty when
 *     commands need no signature
 */
public record BridgeSettings(
    BrokerAddress broker,
    String topics,
    String channel,
    Dbc dbc,
    Optional<Path> state,
    Faults faults,
    Optional<SigningKeys> keys) {

  /** An honest bridge that remembers nothing once it has ended. */
  public BridgeSettings(BrokerAddress broker, String topics, String channel, Dbc dbc) {
    this(broker, topics, channel, dbc, Optional.empty(), Faults.NONE, Optional.empty());
  }

  /** The same with a folder in which it remembers. */
  public BridgeSettings withState(Optional<Path> folder) {
    return new BridgeSettings(broker, topics, channel, dbc, folder, faults, keys);
  }

  /** The same with faults. */
  public BridgeSettings withFaults(Faults others) {
    return new BridgeSettings(broker, topics, channel, dbc, state, others, keys);
  }

  /** The same with keys: only signed commands are carried out. */
  public BridgeSettings withKeys(SigningKeys shared) {
    return new BridgeSettings(broker, topics, channel, dbc, state, faults, Optional.of(shared));
  }

  /** What checks the signatures of commands; empty where they need none. */
  Optional<CommandSigning> signing() {
    String vehicle = topics.substring(topics.lastIndexOf('/') + 1);
    return keys.map(shared -> new CommandSigning(shared, vehicle));
  }

  /**
   * How often a bridge's acks go wrong, each from 0 to 1.
   *
   * @param silent an ack is not sent
   * @param slow it is sent after the service has given up
   * @param twice it is sent twice
   * @param lying it says that the command was rejected
   * @param seed of the random choice
   */
  public record Faults(double silent, double slow, double twice, double lying, long seed) {
    /** An honest bridge. */
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0);
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
