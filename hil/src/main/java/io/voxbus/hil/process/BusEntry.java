package io.voxbus.hil.process;

import io.voxbus.canbridge.CandumpLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame that was put on the bus. A file of them has one a line, its parts between tabulators.
 *
 * @param atMs when, in milliseconds since 1970-01-01T00:00Z
 * @param commandId the command that asked for it
 * @param frame its identifier and data, as candump writes them
 */
public record BusEntry(long atMs, String commandId, String frame) {
  private static final String FIELDS = "\t";

  /** The time, the command's id, and a line of candump, of which only the frame is kept. */
  private static final Pattern LINE =
      Pattern.compile("(\\d{1,18})\t([^\t]*/[^\t]*)\t\\([0-9.]+\\) \\S+ ([0-9A-F]+##?[0-9A-F]*)");

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

  /**
   * All frames of a file, in order; none when there is no file.
   *
   * @throws IOException when it cannot be read, or a line is no entry, as one is that was cut off
   */
  public static List<BusEntry> readAll(Path file) throws IOException {
    List<BusEntry> entries = new ArrayList<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      entries.add(
          parse(line)
              .orElseThrow(
                  () -> new IOException(file + ", line " + (entries.size() + 1) + " is cut off")));
    }
    return entries;
  }

  /** The transcript that led to the command. */
  public String transcriptId() {
    return commandId.substring(0, commandId.lastIndexOf('/'));
  }

  private static Optional<BusEntry> parse(String line) {
    Matcher fields = LINE.matcher(line);
    return fields.matches()
        ? Optional.of(
            new BusEntry(Long.parseLong(fields.group(1)), fields.group(2), fields.group(3)))
        : Optional.empty();
  }
}
