package io.voxbus.module.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input
 * @param out standard output, in UTF-8; buffered, so a command flushes what somebody waits for
 * @param err standard error, in UTF-8
 * @param interactive true when standard error is shown on a terminal
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {

  /** The terminal of this process. */
  public static Terminal system() {
    return new Terminal(
        System.in,
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            false,
            StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isTerminal(Path.of("/proc/self/fd/2")));
  }

  /** As Linux tells it; java.io.Console tells it in another way in each version of Java. */
  private static boolean isTerminal(Path descriptor) {
    try {
      String device = Files.readSymbolicLink(descriptor).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
