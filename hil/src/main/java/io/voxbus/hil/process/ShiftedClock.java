package io.voxbus.hil.process;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of day, put forward or back by as many milliseconds as a file says. The file is looked
 * at five times a second.
 */
public final class ShiftedClock implements InstantSource {
  /** The file's name in the folder for what outlives the process. */
  public static final String FILE = "clock-shift-ms";

  private static final int PERIOD_MS = 200;

  private final Path file;
  private volatile long shiftMs;

  private ShiftedClock(Path file) {
    this.file = file;
  }

  static ShiftedClock by(Path file, Vertx vertx) {
    ShiftedClock clock = new ShiftedClock(file);
    clock.look();
    vertx.setPeriodic(PERIOD_MS, due -> clock.look());
    return clock;
  }

  /** Another process is to see its clock shifted by so many milliseconds. */
  public static void shift(Path file, long ms) throws IOException {
    Files.writeString(file, Long.toString(ms));
  }

  @Override
  public Instant instant() {
    return Instant.now().plusMillis(shiftMs);
  }

  private void look() {
    try {
      String text = Files.readString(file).strip();
      shiftMs = text.isEmpty() ? shiftMs : Long.parseLong(text);
    } catch (IOException notYet) {
      shiftMs = 0;
    }
  }
}
