package io.voxbus.hil.tape;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;

/** Writes a recording while it goes on; from any thread. */
public final class TapeWriter implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final long begun = System.nanoTime();
  private final BufferedWriter out;
  private long count;

  private TapeWriter(BufferedWriter out) {
    this.out = out;
  }

  /**
   * Begins a recording now; a file that is there already is overwritten.
   *
   * @param from what is recorded, for people
   */
  public static TapeWriter begin(Path file, String from) throws IOException {
    Instant started = Instant.now();
    TapeWriter tape = new TapeWriter(Files.newBufferedWriter(file));
    ObjectNode head = MAPPER.createObjectNode();
    head.put(Tape.VERSION_KEY, Tape.VERSION);
    head.put("started", started.toString());
    head.put("from", from);
    tape.line(head);
    return tape;
  }

  /** A message was heard now. */
  public void message(String topic, byte[] payload) {
    add(new Entry(System.nanoTime() - begun, topic, ByteString.copyFrom(payload)));
  }

  /** A frame was seen now. */
  public void frame(String candumpLine) {
    add(Entry.frame(System.nanoTime() - begun, candumpLine));
  }

  /** How many entries were written. */
  public synchronized long count() {
    return count;
  }

  synchronized void add(Entry entry) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("ns", entry.nanos());
    line.put("topic", entry.topic());
    if (entry.isFrame()) {
      line.put("line", entry.payload().toStringUtf8());
    } else {
      line.put("payload", Base64.getEncoder().encodeToString(entry.payload().toByteArray()));
    }
    try {
      line(line);
      count++;
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private synchronized void line(ObjectNode json) throws IOException {
    out.write(MAPPER.writeValueAsString(json));
    out.newLine();
    out.flush(); // whoever kills the recorder keeps what was heard
  }
}
