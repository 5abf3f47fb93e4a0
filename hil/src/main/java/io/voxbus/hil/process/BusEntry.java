package io.voxbus.hil.process;

import io.voxbus.canbridge.CandumpLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A frame that was put on the bus. A file of them has one a line, its parts between tabulators.
 *
 * @param atMs when, in milliseconds since 1970-01-01T00:00Z
 * @param commandId the command that asked for it
 * @param frame its identifier and data, as candump writes them
 */
public record BusEntry(long atMs, String commandId, String frame) {
  private static final String FIELDS = "\t";

  /** Writes a frame down before anything else happens. */
  public static void append(Path file, String commandId, CandumpLine line) {
    try {
      Files.writeString(
          file,
          System.currentTimeMillis() + FIELDS + commandId + FIELDS + line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All frames of a file, in order; none when there is no file. */
  public static List<BusEntry> readAll(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(BusEntry::parse).toList()
        : List.of();
  }

  /** The transcript that led to the command. */
  public String transcriptId() {
    return commandId.substring(0, commandId.lastIndexOf('/'));
  }

  private static BusEntry parse(String line) {
    String[] fields = line.split(FIELDS, -1);
    String frame = fields[2].substring(fields[2].lastIndexOf(' ') + 1);
    return new BusEntry(Long.parseLong(fields[0]), fields[1], frame);
  }
}
