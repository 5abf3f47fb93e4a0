package io.voxbus.canbridge;

import java.io.IOException;
import tel.schich.javacan.platform.linux.LinuxNativeOperationException;

/**
 * What an operation on a CAN socket failed with.
 *
 * @param number the kernel's, of errno.h; 0 when it did not come from there
 * @param text for people
 */
record CanFailure(int number, String text) {
  private static final int EPERM = 1;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int ENODEV = 19;
  private static final int EPROTONOSUPPORT = 93;
  private static final int EAFNOSUPPORT = 97;
  private static final int ENOBUFS = 105;

  static CanFailure of(IOException failure) {
    int number =
        failure instanceof LinuxNativeOperationException refusal ? refusal.getErrorNumber() : 0;
    return new CanFailure(number, String.valueOf(failure.getMessage()));
  }

  /** Whether the same may succeed a little later: the interface's queue is full. */
  boolean passes() {
    return number == EAGAIN || number == ENOBUFS;
  }

  /** Why an interface could not be opened, and what to do about it. */
  CanUnavailableException opening(String name) {
    return switch (number) {
      case EAFNOSUPPORT ->
          new CanUnavailableException(
              "this kernel has no CAN (AF_CAN is not supported)",
              "modprobe can, or boot a kernel with CONFIG_CAN, CONFIG_CAN_RAW and CONFIG_CAN_VCAN; 'voxbus bridge' needs"
                  + " none");
      case EPROTONOSUPPORT ->
          new CanUnavailableException(
              "this kernel has no raw CAN sockets", "modprobe can-raw, or set CONFIG_CAN_RAW");
      case EPERM, EACCES ->
          new CanUnavailableException(
              "this process may not open CAN sockets",
              "no capability is needed, so look at its seccomp profile and at what its container forbids");
      case ENODEV -> new CanUnavailableException("the interface " + name + " has gone", "add it");
      default ->
          new CanUnavailableException(
              "the interface " + name + " cannot be used (" + text + ")",
              "look at 'ip -details link show " + name + "'");
    };
  }
}
