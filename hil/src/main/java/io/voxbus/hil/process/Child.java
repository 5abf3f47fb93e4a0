package io.voxbus.hil.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that can be killed and started again with the same command line. */
public final class Child {
  private static final int PATIENCE_S = 60;

  private final List<String> command;
  private final Path log;
  private Process process;

  private Child(List<String> command, Path log) throws IOException {
    this.command = List.copyOf(command);
    this.log = log;
    this.process = begin();
  }

  /** Starts a process whose output goes to a file. */
  public static Child start(List<String> command, Path log) throws IOException {
    return new Child(command, log);
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits until it says "ready" at the beginning of a line.
   *
   * @throws IOException when it ends before that, or does not say it in a minute
   */
  public void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!Files.exists(log)
        || Files.readAllLines(log).stream().noneMatch(line -> line.startsWith("ready"))) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IOException("a process did not become ready; see " + log);
      }
      Thread.sleep(100);
    }
  }

  /** SIGKILL, and a new beginning. */
  public void killAndRestart() throws IOException {
    kill();
    process = begin();
  }

  /** SIGTERM, and a new beginning once it has ended. */
  public void endAndRestart() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      kill();
    }
    process = begin();
  }

  /** SIGKILL; returns when the process has gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  private Process begin() throws IOException {
    File file = log.toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
        .start();
  }
}
