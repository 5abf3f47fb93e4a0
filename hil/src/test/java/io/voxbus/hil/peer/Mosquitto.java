package io.voxbus.hil.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The broker mosquitto as a process of its own, on loopback, with persistence. */
public final class Mosquitto implements AutoCloseable {
  private static final Path GUARDED = Path.of("..", "board-configs", "mosquitto");

  private final Path configuration;
  private final int port;
  private Process process;

  private Mosquitto(Path configuration, int port) throws IOException {
    this.configuration = configuration;
    this.port = port;
    this.process = run();
  }

  /**
   * Starts a broker; skips the test where mosquitto is not installed, and fails it there under CI.
   *
   * @param folder for its configuration and its memory
   */
  public static Mosquitto start(Path folder) throws IOException {
    return start(folder, "autosave_on_changes true\nautosave_interval 1\n");
  }

  /**
   * The same, as fast as the one in the car: it saves its memory rarely, and would lose it if it
   * were killed.
   */
  public static Mosquitto fast(Path folder) throws IOException {
    return start(folder, "set_tcp_nodelay true\nmax_inflight_messages 100\n");
  }

  private static Mosquitto start(Path folder, String more) throws IOException {
    tool("mosquitto");
    int port = freePort();
    // Started by root it would become another user, who cannot write to the folder.
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        user %s
        persistence true
        persistence_location %s/
        max_queued_messages 0
        log_dest none
        """
                .formatted(port, System.getProperty("user.name"), folder)
            + more);
    return new Mosquitto(configuration, port);
  }

  /**
   * Starts a broker that {@code board-configs/mosquitto} configures, for the vehicle {@code car};
   * skips the test where mosquitto or openssl is not installed, and fails it there under CI.
   *
   * @param folder for its configuration and its memory; gets the folder {@code certificates}
   */
  static Mosquitto guarded(Path folder) throws IOException, InterruptedException {
    tool("mosquitto");
    tool("openssl");
    makeCertificates(folder.resolve("certificates"));
    Files.copy(GUARDED.resolve("acl"), folder.resolve("acl"));
    int port = freePort();
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        Files.readString(GUARDED.resolve("mosquitto.conf"))
                .replace("listener 8883", "listener " + port + " 127.0.0.1")
                .replace("/var/lib/mosquitto", folder.toString())
            + "user %s\nlog_dest none\n".formatted(System.getProperty("user.name")));
    return new Mosquitto(configuration, port);
  }

  /** Makes an authority, and a certificate of it for the broker and for each role. */
  static void makeCertificates(Path folder) throws IOException, InterruptedException {
    String maker = GUARDED.resolve("make-certificates").toString();
    Process making = new ProcessBuilder(maker, folder.toString()).inheritIO().start();
    assertEquals(0, making.waitFor());
  }

  /** The path of an installed program; skips the test without it, and fails it under CI. */
  public static String tool(String name) {
    Optional<String> path = find(name);
    String absence = name + " is not installed";
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(path.isPresent(), absence);
    }
    assumeTrue(path.isPresent(), absence);
    return path.orElseThrow();
  }

  /** The port on loopback, the same after a restart. */
  public int port() {
    return port;
  }

  /** How it ends. */
  public enum End {
    /** As an operator ends it: it saves its sessions and queues first. */
    TERMINATED,
    /** Without a chance to do anything. */
    KILLED
  }

  /** Ends it. */
  public void stop(End how) throws InterruptedException {
    if (how == End.TERMINATED) {
      process.destroy();
    } else {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "mosquitto does not end");
  }

  /** Starts it again after {@link #stop}. */
  public void restart() throws IOException {
    process = run();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Process run() throws IOException {
    Process started =
        new ProcessBuilder(tool("mosquitto"), "-c", configuration.toString())
            .directory(configuration.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().until(this::answers);
    return started;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Debian keeps daemons where only root's path looks. */
  private static Optional<String> find(String name) {
    Stream<String> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"));
    return Stream.concat(path, List.of("/usr/sbin", "/usr/local/sbin").stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
