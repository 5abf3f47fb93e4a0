package io.voxbus.hil.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxbus.module.bridge.BrokerAddress;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A mosquitto process of the test's own, which keeps sessions over a kill. */
final class Mosquitto implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Path program;
  private final Path configuration;
  private final int port;
  private Process process;

  private Mosquitto(Path program, Path folder) throws IOException {
    this.program = program;
    this.port = freePort();
    this.configuration =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            """
            listener %d %s
            allow_anonymous true
            persistence true
            persistence_location %s/
            autosave_interval 1
            autosave_on_changes true
            user root
            """
                .formatted(port, HOST, folder));
    this.process = run();
  }

  /** Starts it; the test is left out where it is not installed, and fails there in CI. */
  static Mosquitto start(Path folder) throws IOException {
    return new Mosquitto(required("mosquitto"), folder);
  }

  /** The program's path; where it is missing the test is left out, and fails in CI. */
  static Path required(String program) {
    Optional<Path> found =
        Stream.concat(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
                Stream.of("/usr/sbin"))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(found.isPresent(), program + " is not installed; CI needs it");
    }
    assumeTrue(found.isPresent(), program + " is not installed");
    return found.orElseThrow();
  }

  BrokerAddress address() {
    return new BrokerAddress(HOST, port);
  }

  /** Ends it without a chance to say goodbye, and starts it again on the same port. */
  void killAndRestart() throws IOException {
    kill();
    process = run();
  }

  @Override
  public void close() {
    kill();
  }

  private void kill() {
    process.destroyForcibly().onExit().join();
  }

  private Process run() throws IOException {
    Process started =
        new ProcessBuilder(program.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::listens);
    return started;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
