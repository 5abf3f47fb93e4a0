package io.voxbus.hil.chaos;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A small disk of its own for a folder, which can be filled. Needs the right to mount one. */
final class FullDisk implements AutoCloseable {
  private static final String SIZE = "size=16m";
  private static final int BLOCK = 4096;

  private final Path folder;
  private final boolean mounted;

  private FullDisk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  static FullDisk on(Path folder) {
    return new FullDisk(
        folder, ran("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString()));
  }

  /** Whether there is such a disk; without the right to mount it, nothing is ever filled. */
  boolean isReal() {
    return mounted;
  }

  /** Leaves no room for some time. */
  void fillFor(Duration time, Vertx vertx) throws IOException {
    if (!mounted) {
      return;
    }
    Path filler = folder.resolve("filler");
    fill(filler);
    vertx.setTimer(time.toMillis(), over -> delete(filler));
  }

  @Override
  public void close() {
    if (mounted) {
      ran("umount", "-l", folder.toString());
    }
  }

  private static void fill(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (!Files.exists(filler)) {
        throw full;
      }
    }
  }

  private static void delete(Path filler) {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ran(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
