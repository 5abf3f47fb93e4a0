package io.voxbus.module.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a service on this machine whether it is well, for a container whose image has no shell and
 * no HTTP client. A program of its own, without the command line's parser, because it is started
 * every few seconds.
 */
public final class HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final String USAGE = "usage: HealthCheck HOST:PORT";

  private HealthCheck() {}

  /** Asks, and ends the process: 0 the service is well, 1 it is not, or does not answer. */
  public static void main(String... args) {
    System.exit(run(Terminal.system(), args));
  }

  /**
   * Asks.
   *
   * @param terminal where its answer is said
   * @param args the one address, {@code HOST:PORT}
   * @return 0 the service is well, 1 it is not or does not answer, 2 wrong usage
   */
  static int run(Terminal terminal, String... args) {
    if (args.length != 1) {
      terminal.err().println(USAGE);
      return 2;
    }
    try {
      return ask(terminal, URI.create("http://" + args[0] + "/healthz").toURL());
    } catch (IOException | IllegalArgumentException e) {
      terminal.err().println("no answer: " + e.getMessage());
      return 1;
    }
  }

  private static int ask(Terminal terminal, URL url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      terminal.err().println("HTTP " + connection.getResponseCode());
      return 1;
    }
    byte[] answer = connection.getInputStream().readAllBytes();
    terminal.out().print(new String(answer, StandardCharsets.UTF_8));
    terminal.out().flush();
    return 0;
  }
}
