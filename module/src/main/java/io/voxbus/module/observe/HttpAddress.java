package io.voxbus.module.observe;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the service answers over HTTP.
 *
 * @param host a name or an address of this machine, an IPv6 one in brackets
 * @param port 1 to 65535; 0 for any that is free
 */
public record HttpAddress(String host, int port) {
  private static final String EXAMPLE = "give HOST:PORT, for example 127.0.0.1:9464";

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException when it is none; says what is wrong and the mend
   */
  public static HttpAddress parse(String text) {
    try {
      URI uri = new URI("http://" + text);
      boolean plain = text.equals(uri.getHost() + ":" + uri.getPort());
      if (!plain || uri.getPort() < 1 || uri.getPort() > 65535) {
        throw wrong(text);
      }
      return new HttpAddress(uri.getHost(), uri.getPort());
    } catch (URISyntaxException e) {
      throw wrong(text);
    }
  }

  /** Whether only this machine can reach it. */
  boolean loopback() {
    return Loopback.is(host);
  }

  /** The host as sockets know it. */
  String bareHost() {
    return host.replaceAll("[\\[\\]]", "");
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException("--http %s is no address; %s".formatted(text, EXAMPLE));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
