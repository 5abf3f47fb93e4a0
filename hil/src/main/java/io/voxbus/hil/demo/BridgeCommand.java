package io.voxbus.hil.demo;

import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeOptions;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.canbridge.CandumpFile;
import io.voxbus.hil.bridge.AckFaults;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Termination;
import io.voxbus.module.app.Version;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus bridge}: the virtual CAN bridge as a process of its own. */
@Command(
    name = "bridge",
    description =
        "Runs the virtual CAN bridge against an MQTT broker until SIGTERM: checks each command,"
            + " writes its frames as candump lines and acknowledges it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BridgeCommand implements Callable<Integer> {
  private static final List<String> FAULTS = List.of("silent", "slow", "twice", "lying");

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final BridgeOptions options = new BridgeOptions();

  @Option(
      names = "--channel",
      paramLabel = "BUS",
      description = "the bus's name in candump lines (the board's first interface)")
  private Optional<String> channel = Optional.empty();

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "append the frames to this file instead of writing them to standard output")
  private Optional<Path> log = Optional.empty();

  @Option(
      names = "--fault",
      paramLabel = "KIND=SHARE",
      description =
          "how often, from 0 to 1, an ack goes wrong; KIND is silent, slow, twice or lying. May be"
              + " given several times")
  private Map<String, Double> faults = new LinkedHashMap<>();

  BridgeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    BridgeSettings settings = settings();
    AckFaults.Shares shares = faults();
    Termination termination = Termination.bySignal();
    Vertx vertx = Vertx.vertx();
    try (CandumpFile frames = frames()) {
      VirtualCanBridge bridge = VirtualCanBridge.of(vertx, settings, shares, frames);
      bridge.online().onSuccess(online -> terminal.err().println(ready(settings)));
      termination.await();
      bridge.stop().await();
    } finally {
      vertx.close().await();
      termination.done();
    }
    return 0;
  }

  private BridgeSettings settings() {
    try {
      return options.settings(channel);
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
    }
  }

  private AckFaults.Shares faults() {
    List<String> unknown = faults.keySet().stream().filter(kind -> !FAULTS.contains(kind)).toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          unknown.get(0) + " is no fault; faults are " + String.join(", ", FAULTS));
    }
    return new AckFaults.Shares(
        faults.getOrDefault("silent", 0.0),
        faults.getOrDefault("slow", 0.0),
        faults.getOrDefault("twice", 0.0),
        faults.getOrDefault("lying", 0.0),
        1);
  }

  private static String ready(BridgeSettings settings) {
    return "ready: bridge for " + settings.topics() + " at " + settings.broker();
  }

  private CandumpFile frames() throws IOException {
    return log.isPresent()
        ? CandumpFile.append(log.get())
        : new CandumpFile(new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8));
  }
}
