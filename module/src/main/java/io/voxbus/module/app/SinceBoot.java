package io.voxbus.module.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A moment that another process on the same computer can tell the age of, however the time of day
 * is set meanwhile.
 *
 * @param boot which start of the computer, as Linux names it
 * @param uptime how long after it, to a hundredth of a second; a suspended computer counts on
 */
record SinceBoot(String boot, Duration uptime) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path UPTIME = Path.of("/proc/uptime");

  /** Empty on a system that does not tell. */
  static Optional<SinceBoot> now() {
    try {
      return Optional.of(
          new SinceBoot(Files.readString(BOOT).strip(), uptime(Files.readString(UPTIME))));
    } catch (IOException | NumberFormatException untold) {
      return Optional.empty();
    }
  }

  /**
   * @param uptime what {@code /proc/uptime} has: seconds since the system's start first
   * @throws NumberFormatException when that is no number
   */
  static Duration uptime(String uptime) {
    return Duration.ofMillis(Math.round(Double.parseDouble(uptime.split(" ", -1)[0]) * 1000));
  }

  /** How long ago that was; empty when it was before another start, or is still to come. */
  Optional<Duration> before(SinceBoot later) {
    return Optional.of(later.uptime.minus(uptime))
        .filter(age -> boot.equals(later.boot) && !age.isNegative());
  }
}
