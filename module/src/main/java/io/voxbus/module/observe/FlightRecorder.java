package io.voxbus.module.observe;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Keeps a line of JSON for each of the last commands, in memory, until somebody wants them. What
 * was said is never among it. May be used by several threads.
 */
public final class FlightRecorder {
  /** How many lines there may be: some megabytes. */
  public static final int MOST = 10_000;

  private final int capacity;
  private final RecordedLine format;
  private final InstantSource clock;
  private final Queue<String> lines = new ArrayDeque<>();

  /**
   * Has recorded nothing yet.
   *
   * @param capacity how many lines are kept, 0 to {@link #MOST}; 0 for none
   * @param arguments whether to keep the calls' arguments
   * @param clock the time of day
   * @throws IllegalArgumentException when the capacity lies outside its range
   */
  public FlightRecorder(int capacity, boolean arguments, InstantSource clock) {
    if (capacity < 0 || capacity > MOST) {
      throw new IllegalArgumentException("the flight recorder keeps 0 to " + MOST + " commands");
    }
    this.capacity = capacity;
    this.format = new RecordedLine(arguments);
    this.clock = clock;
  }

  /** One that keeps nothing. */
  static FlightRecorder off() {
    return new FlightRecorder(0, false, InstantSource.system());
  }

  /** Whether anything is kept. */
  public boolean isOn() {
    return capacity > 0;
  }

  /** Records what became of an utterance: a line for each call, or one if there was none. */
  public void answered(Utterance utterance, CommandResponse answer) {
    if (!isOn()) {
      return;
    }
    Instant now = clock.instant();
    if (answer.getResultsCount() == 0) {
      keep(format.withoutCall(now, utterance, answer));
    }
    for (CallResult result : answer.getResultsList()) {
      keep(format.of(now, utterance, answer, result));
    }
  }

  /** Records that something went wrong that nobody had reckoned with. */
  public void fault(Throwable fault) {
    if (isOn()) {
      keep(format.fault(clock.instant(), fault));
    }
  }

  /** All lines, the oldest first. */
  public synchronized String lines() {
    return String.join("", lines);
  }

  /**
   * Writes all lines to a file that only its owner can read, in place of what is there.
   *
   * @throws IOException when it cannot be written; the file is then as it was
   */
  public void write(Path file) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path whole = Files.createTempFile(folder, "flight-recorder", ".part");
    try {
      Files.writeString(whole, lines());
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private synchronized void keep(String line) {
    lines.add(line);
    if (lines.size() > capacity) {
      lines.remove();
    }
  }
}
