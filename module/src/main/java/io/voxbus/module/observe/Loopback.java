package io.voxbus.module.observe;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells this machine's own address from others. */
final class Loopback {
  private Loopback() {}

  /** Whether only this machine has this address; false for a name that nobody knows. */
  static boolean is(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
