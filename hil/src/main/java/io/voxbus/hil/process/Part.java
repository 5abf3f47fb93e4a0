package io.voxbus.hil.process;

import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.hil.bridge.AckFaults;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.ServiceLimits;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.VoxbusService;
import io.voxbus.module.bridge.BrokerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The main class of a process that is going to be killed: the service, or the bridge. */
public final class Part {
  /** The vehicle's name in the topics. */
  public static final String VEHICLE = "bench";

  private static final ServiceLimits.Rate UNLIMITED =
      new ServiceLimits.Rate(1_000_000, Duration.ofSeconds(10));

  private Part() {}

  /**
   * Runs until it is killed.
   *
   * @param args {@code service} or {@code bridge}, the broker's address, the board's folder, the
   *     folder for what outlives the process; then for the service the model's folder; for the
   *     bridge the file of what was put on the bus, and how often from 0 to 1 an ack goes wrong
   */
  public static void main(String... args) {
    BrokerAddress broker = BrokerAddress.parse(args[1]);
    Path board = Path.of(args[2]);
    Path state = Path.of(args[3]);
    Vertx vertx = Vertx.vertx();
    if (args[0].equals("service")) {
      service(vertx, broker, board, state, Path.of(args[4]));
    } else {
      bridge(vertx, broker, board, state, Path.of(args[4]), Double.parseDouble(args[5]));
    }
  }

  /**
   * The command line that runs this class with the classes of this process and the launcher's
   * flags.
   *
   * @param temporary takes its temporary files; somebody deletes it
   */
  public static List<String> commandLine(Path temporary, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xms16m",
                "-Xmx64m"));
    command.addAll(Inherited.options(temporary));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Part.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  private static void service(
      Vertx vertx, BrokerAddress broker, Path board, Path state, Path model) {
    ServiceConfiguration configuration =
        ServiceConfiguration.standard(broker, board, model)
            .withTopics(new Topics(ServiceConfiguration.DEFAULT_PREFIX, Part.VEHICLE))
            .withLimits(ServiceLimits.STANDARD.withRate(UNLIMITED))
            .withState(state.resolve("service"));
    VoxbusService.start(
            vertx, configuration, ShiftedClock.by(state.resolve(ShiftedClock.FILE), vertx))
        .onSuccess(service -> System.out.println("ready"))
        .onFailure(Part::die);
  }

  private static void bridge(
      Vertx vertx, BrokerAddress broker, Path board, Path state, Path busFile, double faults) {
    BridgeSettings settings =
        new BridgeSettings(
                broker,
                ServiceConfiguration.DEFAULT_PREFIX + "/" + Part.VEHICLE,
                "vcan0",
                BridgeBoard.read(board))
            .withState(Optional.of(state.resolve("bridge")));
    VirtualCanBridge.of(
            vertx,
            settings,
            new AckFaults.Shares(faults, faults, faults, faults, System.nanoTime()),
            (id, line) -> BusEntry.append(busFile, id, line))
        .online()
        .onSuccess(bridge -> System.out.println("ready"))
        .onFailure(Part::die);
  }

  private static void die(Throwable cause) {
    cause.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
