package io.voxbus.module.bridge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the MQTT broker listens, and how it is known to be the right one.
 *
 * @param host a name or an address, not empty
 * @param port the TCP port, 1 to 65535
 * @param tls what proves broker and client to each other; empty for a connection in the clear
 */
public record BrokerAddress(String host, int port, Optional<BrokerTls> tls) {
  private static final int STANDARD_PORT = 1883;
  private static final int STANDARD_TLS_PORT = 8883;

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
   * A broker that is spoken to in the clear.
   *
   * @throws IllegalArgumentException as above
   */
  public BrokerAddress(String host, int port) {
    this(host, port, Optional.empty());
  }

  /**
   * Reads {@code mqtt://host:port}; without a port it is 1883.
   *
   * @param url the address
   * @throws IllegalArgumentException when it has another form; the message says which is needed
   */
  public static BrokerAddress parse(String url) {
    return parse(url, Optional.empty());
  }

  /**
   * Reads {@code mqtt://host:port} or {@code mqtts://host:port}; without a port it is 1883 or 8883.
   *
   * @param url the address
   * @param tls given with {@code mqtts}, and only with it
   * @throws IllegalArgumentException when it has another form, or the scheme and {@code tls} do not
   *     belong together; the message says what is needed
   */
  public static BrokerAddress parse(String url, Optional<BrokerTls> tls) {
    URI uri = uri(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (!scheme.matches("mqtts?") || host == null || !onlyHostAndPort(uri)) {
      throw unreadable(url);
    }
    boolean secure = scheme.equals("mqtts");
    requireTogether(url, secure, tls);
    int standardPort = secure ? STANDARD_TLS_PORT : STANDARD_PORT;
    int port = uri.getPort() == -1 ? standardPort : uri.getPort();
    if (port < 1 || port > 65535) {
      throw unreadable(url);
    }
    return new BrokerAddress(host.replaceAll("[\\[\\]]", ""), port, tls);
  }

  private static void requireTogether(String url, boolean secure, Optional<BrokerTls> tls) {
    if (secure && tls.isEmpty()) {
      throw new IllegalArgumentException(
          url + " needs --ca FILE with the certificate of the authority that signed the broker's");
    }
    if (!secure && tls.isPresent()) {
      throw new IllegalArgumentException(
          url + " is in the clear and needs no certificates; write mqtts://host:port to use them");
    }
  }

  private static boolean onlyHostAndPort(URI uri) {
    return uri.getRawUserInfo() == null
        && (uri.getRawPath() == null || uri.getRawPath().matches("/?"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** The address as a URL. */
  @Override
  public String toString() {
    String scheme = tls.isPresent() ? "mqtts" : "mqtt";
    return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
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
        "\"" + url + "\" is no broker address; write it as mqtt://host:port or mqtts://host:port");
  }
}
