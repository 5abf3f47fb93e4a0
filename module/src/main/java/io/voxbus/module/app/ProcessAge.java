package io.voxbus.module.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long this process has run, to a hundredth of a second. {@link ProcessHandle.Info} does not do
 * for that: on Linux it adds the time since the system's start to the time of that start, which
 * Linux tells in whole seconds.
 */
final class ProcessAge {
  /** Linux tells every process's times in these. */
  private static final int TICKS_PER_SECOND = 100;

  /** The place of "starttime" in {@code /proc/PID/stat}, counted from behind the name. */
  private static final int START = 19;

  private static final Path PROC = Path.of("/proc");

  private ProcessAge() {}

  /** Since this process was started; since the Java VM was, on a system that does not tell. */
  static Duration now() {
    try {
      return of(
          Files.readString(PROC.resolve("self/stat")), Files.readString(PROC.resolve("uptime")));
    } catch (IOException | IllegalArgumentException untold) {
      return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
  }

  /**
   * @param stat what {@code /proc/PID/stat} has; its second field, the name in brackets, may have
   *     spaces and brackets in it
   * @param uptime what {@code /proc/uptime} has: seconds since the system's start first
   * @throws IllegalArgumentException when one of them does not tell, as under qemu-user, which says
   *     0
   */
  static Duration of(String stat, String uptime) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length <= START) {
      throw new IllegalArgumentException("no start time in " + stat);
    }
    long start = Long.parseLong(fields[START]) * 1000 / TICKS_PER_SECOND;
    long age = SinceBoot.uptime(uptime).toMillis() - start;
    if (start == 0 || age < 0) {
      throw new IllegalArgumentException("not a start time: " + start + " ms");
    }
    return Duration.ofMillis(age);
  }
}
