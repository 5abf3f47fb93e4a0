package io.voxbus.hil.vcan;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import io.voxbus.canbridge.NativeLibrary;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.process.Child;
import io.voxbus.hil.process.Inherited;
import io.voxbus.module.bridge.BrokerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The main class of the trial: small board on vcan0, virtual board with the service on vcan1, and
 * nothing at all on vcan2.
 */
public final class VcanTrial {
  private static final String BENCH = "io.voxbus.hil.demo.VoxbusBench";

  private final Path home;
  private final Path logs;
  private final Results results = new Results();

  private VcanTrial(Path home, Path logs) {
    this.home = home;
    this.logs = logs;
  }

  /**
   * Runs it and ends the process: 0 all passed, 1 something failed.
   *
   * @param args the repository's folder, and one for logs
   */
  public static void main(String... args) {
    VcanTrial trial = new VcanTrial(Path.of(args[0]), Path.of(args[1]));
    trial.results.trying("the trial itself", trial::run);
    System.out.println();
    System.out.print(trial.results.table());
    System.out.flush();
    Runtime.getRuntime().halt(trial.results.failed() == 0 ? 0 : 1);
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    NativeLibrary.load();
    Vertx vertx = Vertx.vertx();
    EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
    BrokerAddress address = BrokerAddress.parse(broker.uri());
    BusDump small = BusDump.of("vcan0", logs);
    BusDump whole = BusDump.of("vcan1", logs);
    BusDump silent = BusDump.of("vcan2", logs);
    bridge("vcan0", home.resolve("can-bridge/src/test/small"), "small", broker);
    bridge("vcan1", home.resolve("board-configs/virtual"), "car", broker);
    new SmallBus("vcan0", TrialPeer.connect(vertx, address, "voxbus/small"), small, results)
        .tryAll();
    results.trying("the service", () -> service(vertx, broker, whole));
    results.check(
        "no frame is on the bus that no bridge has",
        silent.frames().isEmpty(),
        silent.frames().size());
  }

  private void bridge(String channel, Path board, String vehicle, EmbeddedBroker broker)
      throws IOException, InterruptedException {
    Child child =
        bench(
            "bridge-" + vehicle,
            "can-bridge",
            "--interface",
            channel,
            "--board",
            board.toString(),
            "--vehicle",
            vehicle,
            "--broker",
            broker.uri());
    child.awaitReady();
  }

  private void service(Vertx vertx, EmbeddedBroker broker, BusDump bus)
      throws IOException, InterruptedException, InvalidProtocolBufferException {
    Child service =
        bench(
            "service",
            "serve",
            "--board",
            home.resolve("board-configs/virtual").toString(),
            "--broker",
            broker.uri());
    service.awaitReady();
    Spoken spoken = Spoken.connect(vertx, BrokerAddress.parse(broker.uri()), "voxbus/car");
    spoken.say("set the driver side to 21 degrees");
    results.eventually(
        "a transcript becomes a frame by service, broker and bridge",
        () -> bus.frames(0x202).size() == 1 && bus.frames().size() == 1,
        () ->
            bus.frames().stream()
                .map(frame -> frame.hexId() + " " + frame.data().size() + " bytes")
                .toList());
    results.eventually(
        "... and the service answers that it is done", spoken::answered, spoken::answer);
  }

  private Child bench(String name, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dvoxbus.home=" + home));
    command.addAll(Inherited.options(logs));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), BENCH));
    command.addAll(List.of(args));
    return Child.start(command, logs.resolve(name + ".log"));
  }
}
