package io.voxbus.canbridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network interface, as the kernel shows it in files.
 *
 * @param files the folder with one folder for each interface
 * @param name for example {@code can0}
 */
record CanInterface(Path files, String name) {
  private static final Path SYSTEM = Path.of("/sys/class/net");

  /** {@code ARPHRD_CAN} of linux/if_arp.h. */
  private static final int TYPE_CAN = 280;

  /** {@code IFF_UP} of linux/if.h. */
  private static final int FLAG_UP = 0b1;

  private static final int NO_CARRIER = 0;

  /** The bytes of a {@code canfd_frame}. */
  private static final int FD_MTU = 72;

  /**
   * The interface of that name on this machine.
   *
   * @throws CanUnavailableException when no interface can have that name
   */
  static CanInterface named(String name) throws CanUnavailableException {
    if (!name.matches("[^/\\s:]{1,15}") || name.matches("\\.{1,2}")) {
      throw new CanUnavailableException(
          "'" + name + "' is no name of an interface", "give one such as can0");
    }
    return new CanInterface(SYSTEM, name);
  }

  /**
   * Says what keeps frames from leaving.
   *
   * @param fd whether frames of CAN FD are to be sent
   */
  void check(boolean fd) throws CanUnavailableException {
    if (!Files.isDirectory(files)) {
      return; // without sysfs the socket has to tell
    }
    if (!Files.exists(files.resolve(name))) {
      throw new CanUnavailableException(
          "there is no interface " + name,
          "for a virtual one: modprobe vcan && ip link add dev %1$s type vcan && ip link set %1$s up"
              .formatted(name));
    }
    int type = number("type").orElse(TYPE_CAN);
    if (type != TYPE_CAN) {
      throw new CanUnavailableException(
          "the interface " + name + " is no CAN bus",
          "name one that 'ip link show type can' lists");
    }
    checkReady(fd);
  }

  /**
   * Whether its controller takes part in the bus: not after it went bus-off, until it is restarted.
   * The kernel cannot tell this of an interface that is down.
   */
  boolean carrier() {
    return !Files.exists(files.resolve(name).resolve("carrier"))
        || number("carrier").orElse(NO_CARRIER) != NO_CARRIER;
  }

  private void checkReady(boolean fd) throws CanUnavailableException {
    if ((number("flags").orElse(FLAG_UP) & FLAG_UP) == 0) {
      throw new CanUnavailableException(
          "the interface " + name + " is down",
          "ip link set %1$s type can bitrate 500000 (not for vcan) && ip link set %1$s up"
              .formatted(name));
    }
    if (fd && number("mtu").orElse(FD_MTU) < FD_MTU) {
      throw new CanUnavailableException(
          "the board has messages of CAN FD, and the interface " + name + " is set to classic CAN",
          "ip link set %1$s down && ip link set %1$s type can dbitrate 2000000 fd on (for vcan: mtu 72)"
                  .formatted(name)
              + " && ip link set %s up".formatted(name));
    }
  }

  private Optional<Integer> number(String file) {
    try {
      return Optional.of(
          Integer.decode(Files.readString(files.resolve(name).resolve(file)).strip()));
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }
}
