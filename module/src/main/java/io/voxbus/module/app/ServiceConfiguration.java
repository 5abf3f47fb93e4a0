package io.voxbus.module.app;

import io.voxbus.module.agent.AgentTopics;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.module.reply.Wording;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.module.speech.TranscriptSigning;
import io.voxbus.proto.v1.AckState;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one service needs to know.
 *
 * @param broker where the MQTT broker listens
 * @param topics the vehicle's topics
 * @param board the folder of the board's files
 * @param model the folder of the model bundle
 * @param goal with which ack a call counts as carried out: {@link AckState#ACK_TRANSMITTED} or
 *     {@link AckState#ACK_CONFIRMED}
 * @param limits how much is taken and how long is waited
 * @param state the folder for what must outlive the process; empty to keep nothing
 * @param keys what is shared with recogniser and bridge
 * @param wording in which words the driver is answered
 * @param models the folder of models that are exchanged while the service runs; empty for the one
 *     at {@code model} alone
 */
public record ServiceConfiguration(
    BrokerAddress broker,
    Topics topics,
    Path board,
    Path model,
    AckState goal,
    ServiceLimits limits,
    Optional<Path> state,
    Keys keys,
    Wording wording,
    Optional<Models> models) {

  /**
   * A folder of models.
   *
   * @param folder where
   * @param trust the file of the public keys of those whose bundles are run
   * @param agent the topics on which an update manager asks for them; empty where there is none
   */
  public record Models(Path folder, Path trust, Optional<AgentTopics> agent) {
    /** Without an update manager. */
    public Models(Path folder, Path trust) {
      this(folder, trust, Optional.empty());
    }
  }

  /**
   * The secrets that are shared with others.
   *
   * @param transcript with the recogniser, which signs its transcripts; empty when it does not
   * @param command with the bridge, for which commands are signed; empty when they are not
   */
  public record Keys(Optional<SigningKeys> transcript, Optional<SigningKeys> command) {
    /** Nothing is signed. */
    public static final Keys NONE = new Keys(Optional.empty(), Optional.empty());
  }

  /** The name of a vehicle that was given none. */
  public static final String DEFAULT_VEHICLE = "car";

  /** The first level of all topics, unless configured otherwise. */
  public static final String DEFAULT_PREFIX = "voxbus";

  /**
   * Checks the goal.
   *
   * @throws IllegalArgumentException when it is no state of a command that was carried out
   */
  public ServiceConfiguration {
    if (goal != AckState.ACK_TRANSMITTED && goal != AckState.ACK_CONFIRMED) {
      throw new IllegalArgumentException("a call is carried out when transmitted or confirmed");
    }
  }

  /**
   * The standard configuration for a broker, a board and a model.
   *
   * @param broker where the MQTT broker listens
   * @param board the folder of the board's files
   * @param model the folder of the model bundle
   */
  public static ServiceConfiguration standard(BrokerAddress broker, Path board, Path model) {
    return new ServiceConfiguration(
        broker,
        new Topics(DEFAULT_PREFIX, DEFAULT_VEHICLE),
        board,
        model,
        AckState.ACK_TRANSMITTED,
        ServiceLimits.STANDARD,
        Optional.empty(),
        Keys.NONE,
        Wording.ENGLISH,
        Optional.empty());
  }

  /** The same with other topics. */
  public ServiceConfiguration withTopics(Topics other) {
    return new ServiceConfiguration(
        broker, other, board, model, goal, limits, state, keys, wording, models);
  }

  /** The same with another goal. */
  public ServiceConfiguration withGoal(AckState other) {
    return new ServiceConfiguration(
        broker, topics, board, model, other, limits, state, keys, wording, models);
  }

  /** The same with other limits. */
  public ServiceConfiguration withLimits(ServiceLimits other) {
    return new ServiceConfiguration(
        broker, topics, board, model, goal, other, state, keys, wording, models);
  }

  /** The same with a folder for what must outlive the process. */
  public ServiceConfiguration withState(Path folder) {
    return new ServiceConfiguration(
        broker, topics, board, model, goal, limits, Optional.of(folder), keys, wording, models);
  }

  /** The same with other keys. */
  public ServiceConfiguration withKeys(Keys other) {
    return new ServiceConfiguration(
        broker, topics, board, model, goal, limits, state, other, wording, models);
  }

  /** The same with answers in other words. */
  public ServiceConfiguration withWording(Wording other) {
    return new ServiceConfiguration(
        broker, topics, board, model, goal, limits, state, keys, other, models);
  }

  /** The same with a folder of models. */
  public ServiceConfiguration withModels(Path folder, Path trust) {
    return withModels(new Models(folder, trust));
  }

  /** The same with a folder of models. */
  public ServiceConfiguration withModels(Models other) {
    return new ServiceConfiguration(
        broker, topics, board, model, goal, limits, state, keys, wording, Optional.of(other));
  }

  /** What checks the signatures of transcripts; empty where they need none. */
  Optional<TranscriptSigning> transcriptSigning() {
    return keys.transcript().map(shared -> new TranscriptSigning(shared, topics.vehicle()));
  }

  /** What signs commands; empty where they are not signed. */
  Optional<CommandSigning> commandSigning() {
    return keys.command().map(shared -> new CommandSigning(shared, topics.vehicle()));
  }

  /** The MQTT client id: one for each vehicle, and the same in each run. */
  public String clientId() {
    return "voxbus-" + topics.vehicle();
  }
}
