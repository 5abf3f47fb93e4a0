package io.voxbus.hil.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.hil.process.Inherited;
import io.voxbus.module.app.HaltingService;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@link HaltingService} as a process of its own, which gets SIGKILL where it halts. */
public final class HaltingProcess implements AutoCloseable {
  private static final String READY = "ready ";
  private static final String HALTED = "halted";

  /** What Java says of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private static final int PATIENCE_S = 60;

  private final Process process;
  private final Path temporary;
  private final PrintStream wishes;

  /** What it printed; empty when it has ended. */
  private final BlockingQueue<Optional<String>> printed = new LinkedBlockingQueue<>();

  private volatile boolean halted;

  private HaltingProcess(Process process, Path temporary) {
    this.process = process;
    this.temporary = temporary;
    this.wishes = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    new Thread(this::read, "reads what a process prints").start();
  }

  /**
   * Starts a process that waits for {@link #begin}.
   *
   * @param log gets its errors
   * @param args as of {@link HaltingService#main}
   */
  public static HaltingProcess start(File log, List<String> args) throws IOException {
    Path temporary = Files.createTempDirectory(log.toPath().resolveSibling(""), "process");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms16m",
                "-Xmx64m",
                "-Dvoxbus.log.level=warn"));
    command.addAll(Inherited.options(temporary));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), HaltingService.class.getName()));
    command.addAll(args);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
    return new HaltingProcess(process, temporary);
  }

  /** What a killed process had unpacked: too much to be kept for each of many. */
  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException gone) {
      // The test's own folder goes with all that is in it.
    }
  }

  /**
   * Begins the service.
   *
   * @param steps how many steps of its folder of models it does
   * @return the id of its model when it is ready; empty when it ended before it was
   */
  public Optional<String> begin(long steps) throws InterruptedException {
    wishes.println(steps);
    Optional<String> line = next();
    assertTrue(line.isEmpty() || line.get().startsWith(READY), line::toString);
    return line.map(ready -> ready.substring(READY.length()));
  }

  /** From now on that many steps are done; returns when it knows. */
  public void let(long steps) throws InterruptedException {
    wishes.println(steps);
    assertEquals(Optional.of("let"), next());
  }

  /** Whether it has not ended. */
  public boolean runs() {
    return process.isAlive();
  }

  /** Demands that it was killed before its step, and has not ended in another way. */
  public void requireKilled() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), "the service does not end");
    assertTrue(halted, "the service ended, and not before its step");
    assertEquals(KILLED, process.exitValue());
  }

  /** SIGKILL; returns when it has ended. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private Optional<String> next() throws InterruptedException {
    Optional<String> line = printed.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertTrue(line != null, "the service says nothing");
    return line;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(this::heard);
    } catch (IOException | UncheckedIOException gone) {
      // What it printed ends here either way.
    } finally {
      printed.add(Optional.empty());
      process.onExit().join();
      delete(temporary);
    }
  }

  private void heard(String line) {
    if (line.equals(HALTED)) {
      halted = true;
      process.destroyForcibly();
    } else {
      printed.add(Optional.of(line));
    }
  }
}
