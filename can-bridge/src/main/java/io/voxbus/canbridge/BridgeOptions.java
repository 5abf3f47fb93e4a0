package io.voxbus.canbridge;

import io.voxbus.module.app.BrokerOptions;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Hardware;
import io.voxbus.module.speech.SigningKeys;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every bridge has. */
public final class BridgeOptions {
  @Option(
      names = "--board",
      paramLabel = "DIR",
      required = true,
      description = "the board's folder")
  private Path board = Path.of("");

  @Mixin private final BrokerOptions broker = new BrokerOptions();

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
      names = "--state",
      paramLabel = "DIR",
      description =
          "the folder in which it remembers what it has carried out, so that nothing is carried out"
              + " twice when it is ended at any moment (none)")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--command-key",
      paramLabel = "FILE",
      description =
          "carry out only commands that a key of this file signed: a line for each, name and"
              + " hexadecimal digits")
  private Optional<Path> commandKey = Optional.empty();

  /**
   * The settings of a bridge.
   *
   * @param channel the bus's name; the board's first interface where it is not given
   * @throws IllegalArgumentException when an option has an impossible value
   */
  public BridgeSettings settings(Optional<String> channel) {
    Topics topics = new Topics(prefix, vehicle);
    Hardware hardware = Board.read(board).hardware();
    return new BridgeSettings(
        broker.address(hardware),
        topics.prefix() + "/" + topics.vehicle(),
        channel.orElse(hardware.channel().name()),
        BridgeBoard.read(board),
        state,
        commandKey.map(SigningKeys::read));
  }
}
