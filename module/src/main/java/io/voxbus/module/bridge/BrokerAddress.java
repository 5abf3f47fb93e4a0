package io.voxbus.module.bridge;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the MQTT broker listens.
 *
 * @param host a name or an address, not empty
 * @param port the TCP port, 1 to 65535
 */
public record BrokerAddress(String host, int port) {
  private static final int STANDARD_PORT = 1883;

  /**
   * Checks host and port.
   *
   * @throws IllegalArgumentException when the host is empty or the port outside its range
   */
  public BrokerAddress {
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("a broker needs a host and a port from 1 to 65535");
    }
  }

  /**
   * Reads {@code mqtt://host:port}; without a port it is 1883.
   *
   * @param url the address
   * @throws IllegalArgumentException when it has another form; the message says which is needed
   */
  public static BrokerAddress parse(String url) {
    URI uri = uri(url);
    boolean onlyHostAndPort =
        uri.getRawUserInfo() == null
            && (uri.getRawPath() == null || uri.getRawPath().matches("/?"))
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    String host = uri.getHost();
    if (!"mqtt".equalsIgnoreCase(uri.getScheme()) || host == null || !onlyHostAndPort) {
      throw unreadable(url);
    }
    int port = uri.getPort() == -1 ? STANDARD_PORT : uri.getPort();
    if (port < 1 || port > 65535) {
      throw unreadable(url);
    }
    return new BrokerAddress(host.replaceAll("[\\[\\]]", ""), port);
  }

  /** The address as a URL. */
  @Override
  public String toString() {
    return "mqtt://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw unreadable(url);
    }
  }

  private static IllegalArgumentException unreadable(String url) {
    return new IllegalArgumentException(
        "\"" + url + "\" is no broker address; write it as mqtt://host:port");
  }
}
