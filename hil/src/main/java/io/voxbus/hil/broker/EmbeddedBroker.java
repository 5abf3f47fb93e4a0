package io.voxbus.hil.broker;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;

/**
 * An MQTT 3.1.1 broker inside this process, for the demonstration and for tests. It listens on the
 * loopback address only, keeps everything in memory, and lets anyone in: it is no broker for a
 * vehicle. It delivers retained messages of QoS 1 without their retain flag, which MQTT forbids.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The only address it listens on. */
  public static final String HOST = "127.0.0.1";

  /** Asks for a port that is free. */
  public static final int ANY_PORT = 0;

  /**
   * The largest message taken, in bytes. It lies well above what the service takes, so that the
   * service's own limit is the one that answers.
   */
  public static final int LARGEST_MESSAGE = 1 << 20;

  private final int port;
  private Server server;
  private boolean running = true;

  private EmbeddedBroker(int port) {
    this.port = port;
    this.server = serve(port);
  }

  /**
   * Starts a broker.
   *
   * @param port 1 to 65535, or {@link #ANY_PORT}
   * @throws BrokerException when the port cannot be had
   */
  public static EmbeddedBroker start(int port) {
    return new EmbeddedBroker(claim(port));
  }

  /** The port it listens on, 1 to 65535; the same after a restart. */
  public int port() {
    return port;
  }

  /** Where clients find it, for example {@code mqtt://127.0.0.1:1883}. */
  public String uri() {
    return "mqtt://" + HOST + ":" + port;
  }

  /**
   * Stops it; every client loses its connection, and sessions and retained messages are forgotten.
   * Takes about two seconds, which the broker's network library insists on.
   */
  public synchronized void stop() {
    if (running) {
      running = false;
      server.stopServer();
    }
  }

  /**
   * Starts it again, on the same port, with no memory of what was before.
   *
   * @throws BrokerException when the port cannot be had any more
   */
  public synchronized void restart() {
    stop();
    server = serve(claim(port));
    running = true;
  }

  @Override
  public void close() {
    stop();
  }

  /** A port that can be had now. The server's own failure to bind would leave threads behind. */
  private static int claim(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException | IllegalArgumentException refusal) {
      throw new BrokerException(port, refusal);
    }
  }

  private static Server serve(int port) {
    try {
      Server server = new Server();
      server.startServer(configuration(port), List.of());
      return server;
    } catch (IOException failure) {
      throw new BrokerException(port, failure);
    }
  }

  private static IConfig configuration(int port) {
    Properties properties = new Properties();
    properties.setProperty(IConfig.HOST_PROPERTY_NAME, HOST);
    properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
    properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    properties.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "0");
    properties.setProperty(
        IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(LARGEST_MESSAGE));
    return new MemoryConfig(properties);
  }
}
