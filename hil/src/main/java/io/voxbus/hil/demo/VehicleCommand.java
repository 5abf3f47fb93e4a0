package io.voxbus.hil.demo;

import io.vertx.core.Vertx;
import io.voxbus.hil.vehicle.VirtualVehicle;
import io.voxbus.module.app.BrokerOptions;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Termination;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.Version;
import io.voxbus.module.bridge.BrokerAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus vehicle}: the virtual vehicle as a process of its own. */
@Command(
    name = "vehicle",
    description = {
      "Tells an MQTT broker twice a second, until SIGTERM, in which state a vehicle is, for the interlocks of the service.",
      "",
      "Without options it stands parked in daylight, dry and unplugged, with the driver alone in it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VehicleCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--vehicle",
      paramLabel = "NAME",
      description = "the vehicle's name in the topics (${DEFAULT-VALUE})")
  private String name = ServiceConfiguration.DEFAULT_VEHICLE;

  @Option(
      names = "--prefix",
      paramLabel = "TOPIC",
      description = "what all topics begin with (${DEFAULT-VALUE})")
  private String prefix = ServiceConfiguration.DEFAULT_PREFIX;

  @Option(
      names = "--speed",
      paramLabel = "KMH",
      description = "drive forwards at this speed; without it the vehicle is parked")
  private double speed;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "another signal, by its VSS path; may be given several times")
  private Map<String, String> signals = new LinkedHashMap<>();

  VehicleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Topics topics = topics();
    BrokerAddress address = address();
    Termination termination = Termination.bySignal();
    Vertx vertx = Vertx.vertx();
    try {
      VirtualVehicle vehicle =
          VirtualVehicle.start(vertx, address, topics.prefix() + "/" + topics.vehicle()).await();
      signals.forEach((path, value) -> vehicle.change(path, value).await());
      if (speed != 0) {
        vehicle.drive(speed).await();
      }
      terminal.err().println("ready: vehicle " + name + " at " + address);
      termination.await();
      vehicle.stop().await();
    } finally {
      vertx.close().await();
      termination.done();
    }
    return 0;
  }

  private Topics topics() {
    try {
      return new Topics(prefix, name);
    } catch (IllegalArgumentException mistake) {
      throw told(mistake);
    }
  }

  private BrokerAddress address() {
    try {
      return broker.address();
    } catch (IllegalArgumentException mistake) {
      throw told(mistake);
    }
  }

  private ParameterException told(IllegalArgumentException mistake) {
    return new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
  }
}
