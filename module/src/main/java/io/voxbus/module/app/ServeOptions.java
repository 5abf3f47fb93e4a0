package io.voxbus.module.app;

import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.AckState;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of {@code voxbus serve} that make its configuration. */
final class ServeOptions {
  @Option(
      names = "--board",
      paramLabel = "DIR",
      required = true,
      description = "the folder with the board's board.yaml, mapping.yaml and DBC file")
  private Path board = Path.of("");

  @Option(
      names = "--broker",
      paramLabel = "URL",
      description = "the MQTT broker, mqtt://host:port (${DEFAULT-VALUE})")
  private String broker = "mqtt://localhost:1883";

  @Option(
      names = "--vehicle",
      paramLabel = "NAME",
      description = "the vehicle's name in the topics (${DEFAULT-VALUE})")
  private String vehicle = ServiceConfiguration.DEFAULT_VEHICLE;

  @Option(
      names = "--prefix",
      paramLabel = "TOPIC",
      description = "what all topics begin with (${DEFAULT-VALUE})")
  private String prefix = ServiceConfiguration.DEFAULT_PREFIX;

  @Option(
      names = "--await-confirmation",
      description = "a call counts as carried out when the vehicle's own state followed")
  private boolean awaitConfirmation;

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException when an option has an impossible value; says which
   */
  ServiceConfiguration configuration(Path model) {
    return ServiceConfiguration.standard(BrokerAddress.parse(broker), board, model)
        .withTopics(new Topics(prefix, vehicle))
        .withGoal(awaitConfirmation ? AckState.ACK_CONFIRMED : AckState.ACK_TRANSMITTED);
  }
}
