package io.voxbus.hil.tape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A recording, in lines of JSON. The first is {@code {"voxbus_log": 1, "started": TIME, "from":
 * TEXT}}; each after it has {@code ns}, {@code topic} and {@code payload} in base64, or for a frame
 * {@code ns}, {@code topic} {@code bus} and {@code line}.
 *
 * @param started the time of day at which the nanoseconds begin
 * @param entries in the order in which they were heard
 */
public record Tape(Instant started, List<Entry> entries) {
  static final int VERSION = 1;
  static final String VERSION_KEY = "voxbus_log";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the entries. */
  public Tape {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a recording. A last line that is cut off is passed over: a recorder that is killed leaves
   * one.
   *
   * @throws IOException when it cannot be read, or is none
   */
  public static Tape read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || head(file, lines.get(0)).path(VERSION_KEY).asInt() != VERSION) {
      throw new IOException(file + " is no recording of voxbus bench record");
    }
    List<Entry> entries = new ArrayList<>();
    for (int number = 1; number < lines.size(); number++) {
      try {
        entries.add(entry(MAPPER.readTree(lines.get(number))));
      } catch (IOException | IllegalArgumentException broken) {
        if (number < lines.size() - 1) {
          throw new IOException(file + ", line " + (number + 1) + " is no entry", broken);
        }
      }
    }
    return new Tape(started(file, lines.get(0)), entries);
  }

  /** From the recording's first moment to its last entry, in nanoseconds. */
  public long nanos() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).nanos();
  }

  private static JsonNode head(Path file, String line) throws IOException {
    try {
      return MAPPER.readTree(line);
    } catch (IOException broken) {
      throw new IOException(file + " is no recording of voxbus bench record", broken);
    }
  }

  private static Instant started(Path file, String line) throws IOException {
    try {
      return Instant.parse(head(file, line).path("started").asText());
    } catch (DateTimeParseException broken) {
      throw new IOException(file + ", line 1 does not say when it was started", broken);
    }
  }

  private static Entry entry(JsonNode line) {
    if (!line.path("ns").canConvertToLong() || !line.path("topic").isTextual()) {
      throw new IllegalArgumentException("ns or topic is missing");
    }
    long nanos = line.path("ns").asLong();
    String topic = line.path("topic").asText();
    return topic.equals(Entry.BUS)
        ? Entry.frame(nanos, line.path("line").asText())
        : new Entry(
            nanos,
            topic,
            ByteString.copyFrom(Base64.getDecoder().decode(line.path("payload").asText())));
  }
}
