package io.voxbus.hil.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.demo.VoxbusBench;
import io.voxbus.module.app.Home;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.VoxbusService;
import io.voxbus.module.bridge.BrokerAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, with the model that comes with Voxbus. */
@Timeout(600)
class RunCommandTest {
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void theRegressionSuitePassesOnTwoVirtualBenches() {
    // Tests in Python read these reports.
    Path report = Path.of("target", "bench-report");
    assertEquals(
        0,
        bench("run", "scenarios", "--benches", "2", "--report", report.toString(), "--quiet"),
        this::output);
    for (String file :
        List.of("junit.xml", "report.json", "report.html", "environment.json", "trace.log")) {
      assertTrue(Files.exists(report.resolve(file)), file);
    }
  }

  @Test
  void shardsRunEachScenarioOnceAndTheirReportsBecomeOne() throws IOException {
    Path scenario =
        write(
            """
            scenario: volume
            table: [{row: a, level: 10}, {row: b, level: 20}, {row: c, level: 30}]
            steps:
              - say: set the volume to <level>
              - expect: {call: {function: set_volume, arguments: {level: <level>}}}
            """);
    for (String shard : List.of("1", "2")) {
      String report = folder.resolve(shard).toString();
      String part = shard + "/2";
      assertEquals(
          0,
          bench("run", scenario.toString(), "--shard", part, "--report", report, "--quiet"),
          this::output);
    }
    String all = folder.resolve("all").toString();
    String first = folder.resolve("1").toString();
    assertEquals(
        0, bench("merge", first, folder.resolve("2").toString(), "--report", all), this::output);
    assertTrue(output().contains("2 passed, 0 failed"), output());
    assertTrue(output().contains("1 passed, 0 failed"), output());
    assertTrue(output().contains("3 passed, 0 failed"), output());
  }

  @Test
  void twoDeterministicRunsAreToldInTheSameBytes() throws IOException {
    String[] scenarios = {
      "scenarios/smoke.yaml",
      "scenarios/regression/several-calls.yaml",
      "scenarios/regression/interlocks.yaml",
      "scenarios/regression/pulses.yaml"
    };
    for (String name : List.of("one", "two")) {
      List<String> args = new ArrayList<>(List.of("run", "--deterministic", "--shuffle", "7"));
      args.addAll(List.of(scenarios));
      args.addAll(List.of("--report", folder.resolve(name).toString(), "--quiet"));
      assertEquals(0, bench(args.toArray(String[]::new)), this::output);
    }
    try (Stream<Path> files = Files.walk(folder.resolve("one"))) {
      List<Path> reports = files.filter(Files::isRegularFile).toList();
      assertTrue(reports.size() >= 6, reports::toString);
      for (Path report : reports) {
        Path other = folder.resolve("two").resolve(report.getFileName());
        assertEquals(-1, Files.mismatch(report, other), report::toString);
      }
    }
  }

  @Test
  void aShardThatIsNoneIsToldInOneLine() throws IOException {
    Path scenario = write("scenario: a\nsteps: [{say: hi}]\n");
    for (String shard : List.of("0/2", "3/2", "2")) {
      assertEquals(2, run(scenario.toString(), "--shard", shard));
    }
    assertTrue(error().contains("--shard is I/N, such as 1/4 to 4/4, not 3/2"), error());
  }

  @Test
  void aLoadIsMeasuredAndItsHistogramsWritten() {
    String report = folder.resolve("load").toString();
    assertEquals(0, bench("load", "--rate", "5", "--for", "2", "--report", report), this::output);
    assertTrue(output().contains("said: 10 in "), output());
    assertTrue(output().contains("without an answer 0"), output());
    assertTrue(Files.exists(folder.resolve("load/to_response.hlog")));
  }

  @Test
  void aFaultThatIsPutIntoTheBoardIsFound() {
    String report = folder.resolve("faults").toString();
    String scenarios = "scenarios/regression/functions.yaml";
    assertEquals(
        0,
        bench("faults", scenarios, "--fault", "wrong_scale", "--quick", "--report", report),
        this::output);
    assertTrue(output().contains("1 of 1 faults were found"), output());
  }

  @Test
  void whatTheDeviceDoesWrongIsAFailureWithWhatWasExpectedAndSeen() throws IOException {
    Path scenario =
        write(
            """
            scenario: wrong
            steps:
              - say: open the trunk
              - expect: {response: {outcome: nothing_to_do}}
                within: 8 s
            """);
    assertEquals(1, run(scenario.toString()), this::output);
    assertTrue(output().contains("expect response nothing to do within 8000 ms, but"), output());
    assertTrue(output().contains("it was OUTCOME_DONE; control_trunk"), output());
  }

  @Test
  void aScenarioThatIsNoneIsTheBenchsMistakeToldInOneLine() throws IOException {
    Path scenario = write("scenario: a\nsteps:\n  - sya: hi\n");
    assertEquals(2, run(scenario.toString()));
    assertTrue(error().contains("line 3, steps: the step does nothing; write one of say"), error());
    assertEquals(1, error().lines().count(), error());
  }

  @Test
  void aMissingFileIsToldInOneLine() {
    assertEquals(2, run("no-such-file.yaml"));
    assertEquals("voxbus bench run: there is no no-such-file.yaml", error().strip());
  }

  @Test
  void aTargetThatIsNoneIsToldInOneLine() throws IOException {
    Path scenario = write("scenario: a\nsteps: [{say: hi}]\n");
    assertEquals(2, run(scenario.toString(), "--target", "moon"));
    assertTrue(error().contains("mqtt://host:port"), error());
  }

  @Test
  void aTagThatNoScenarioHasIsToldWithThoseThatThereAre() throws IOException {
    Path scenario = write("scenario: a\ntags: [one, two]\nsteps: [{say: hi}]\n");
    assertEquals(2, run(scenario.toString(), "--tag", "three"));
    assertTrue(error().contains("no scenario is left to run; there are tags one, two"), error());
  }

  @Test
  void aRigThatIsAwayBreaksTheBench() throws IOException {
    Path scenario = write("scenario: a\nsteps: [{say: hi}]\n");
    assertEquals(2, run(scenario.toString(), "--target", "mqtt://127.0.0.1:" + freePort()));
    assertTrue(error().contains("cannot be reached; is the broker running"), error());
  }

  @Test
  void aRigIsDrivenOverItsBrokerAndItsFramesAreThoseThatItsBridgeAcknowledges() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT)) {
      BrokerAddress address = BrokerAddress.parse(broker.uri());
      BridgeSettings settings =
          new BridgeSettings(address, "voxbus/rig", "vcan0", BridgeBoard.read(BOARD));
      VirtualCanBridge.start(vertx, settings, (id, line) -> {}).await(60, TimeUnit.SECONDS);
      ServiceConfiguration configuration =
          ServiceConfiguration.standard(address, BOARD, Home.model())
              .withTopics(new Topics("voxbus", "rig"));
      VoxbusService.start(vertx, configuration).await(60, TimeUnit.SECONDS);
      String target = broker.uri() + "/rig";
      String broken = "scenarios/regression/broker-loss.yaml";
      assertEquals(0, run("scenarios/smoke.yaml", broken, "--target", target), this::output);
      assertTrue(output().contains("1 passed, 0 failed, 0 broken, 1 skipped"), output());
      List<String> trace = Files.readAllLines(folder.resolve("report").resolve("trace.log"));
      assertTrue(trace.get(0).contains(" rig 202#"), trace::toString);
    } finally {
      vertx.close().await(30, TimeUnit.SECONDS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.yaml"), text);
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(args));
    all.addAll(List.of("--report", folder.resolve("report").toString(), "--quiet"));
    return bench(all.toArray(String[]::new));
  }

  private int bench(String... args) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(args));
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return VoxbusBench.run(terminal, all.toArray(String[]::new));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String error() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
