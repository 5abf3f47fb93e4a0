package io.voxbus.hil.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.hil.demo.VoxbusBench;
import io.voxbus.hil.process.Inherited;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code voxbus serve} as a process of its own, watched over HTTP. */
public final class ServeProcess implements AutoCloseable {
  private static final String BOARD = Path.of("..", "board-configs", "virtual").toString();
  private static final String MODEL = Path.of("..", "module", "model").toString();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Path log;
  private final int port;
  private final Process process;

  private ServeProcess(Path log, int port, Process process) {
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the service for the vehicle {@code watched}.
   *
   * @param broker the broker's port on loopback
   * @param log gets what it prints
   * @param more further options
   */
  public static ServeProcess start(int broker, Path log, String... more) throws IOException {
    int port = Mosquitto.freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
    command.addAll(Inherited.options(log.resolveSibling("")));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            VoxbusBench.class.getName(),
            "serve",
            "--board",
            BOARD,
            "--model",
            MODEL,
            "--broker",
            "mqtt://127.0.0.1:" + broker,
            "--vehicle",
            "watched",
            "--http",
            "127.0.0.1:" + port));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServeProcess(log, port, process);
  }

  /** What it answers: the status, a space and the body; empty while nothing listens. */
  public String get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException nobodyListens) {
      return "";
    }
  }

  /** The value of a time series. */
  public double metric(String series) throws InterruptedException {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no time series " + series));
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** The exit code, when it has ended. */
  public int awaitEnd() throws InterruptedException {
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the service does not end");
    return process.exitValue();
  }

  /** All that it printed so far. */
  public List<String> printed() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
