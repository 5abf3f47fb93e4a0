package io.voxbus.module.observe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells this machine's own address from others. */
final class Loopback {
  private static final Pattern NAME =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /**
   * Whether a host, as a client calls it, is this machine whatever a name server says: a name that
   * somebody else owns may lead here, too.
   */
  static boolean isNamed(String host) {
    return NAME.matcher(host).matches();
  }

  /** Whether only this machine has this address; false for a name that nobody knows. */
  static boolean is(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
