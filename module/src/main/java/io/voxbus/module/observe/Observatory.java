package io.voxbus.module.observe;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server, on an event loop of its own: it answers also while the service's does not, and
 * from before the model is loaded until after the last transcript is answered.
 */
public final class Observatory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Observatory.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** A few who look, and a scraper. */
  static final int MOST_CONNECTIONS = 16;

  private final Vertx vertx;
  private final Health health;
  private final HttpServer server;

  private Observatory(Vertx vertx, Health health, HttpServer server) {
    this.vertx = vertx;
    this.health = health;
    this.server = server;
  }

  /**
   * Listens; returns when requests are answered.
   *
   * @param address where
   * @param observation what can be seen there
   * @throws IllegalArgumentException when nothing can listen there; says why and the mend
   */
  public static Observatory open(HttpAddress address, Observation observation) {
    return open(address, observation, PATIENCE);
  }

  static Observatory open(HttpAddress address, Observation observation, Duration patience) {
    Vertx vertx = Vertx.vertx(small());
    try {
      Health health = new Health(vertx, patience);
      HttpEndpoint endpoint = new HttpEndpoint(health, observation);
      HttpServer server =
          vertx
              .createHttpServer(options(address))
              .connectionHandler(new ConnectionCap(MOST_CONNECTIONS)::opened)
              .requestHandler(endpoint::handle)
              .listen()
              .await();
      tell(address, server);
      return new Observatory(vertx, health, server);
    } catch (Exception e) {
      vertx.close().await();
      throw new IllegalArgumentException(
          "--http %s: %s; end what listens there, or give another address of this machine"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** From now on there is a service to be asked. */
  public void watch(Probes probes) {
    health.watch(probes);
  }

  /** The port on which it listens. */
  int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static void tell(HttpAddress address, HttpServer server) {
    log.info("health and metrics at http://{}:{}", address.host(), server.actualPort());
    if (!address.loopback()) {
      log.warn("other machines can read health and metrics: {} is no loopback address", address);
    }
  }

  private static HttpServerOptions options(HttpAddress address) {
    return new HttpServerOptions()
        .setHost(address.bareHost())
        .setPort(address.port())
        .setIdleTimeout((int) IDLE.toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private static VertxOptions small() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1);
  }
}
