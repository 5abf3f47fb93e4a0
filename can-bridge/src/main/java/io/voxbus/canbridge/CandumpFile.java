package io.voxbus.canbridge;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes frames as candump lines, each at once, so that a reader may follow. */
public final class CandumpFile implements BusLog, AutoCloseable {
  private final Writer writer;

  /**
   * Writes to a stream.
   *
   * @param writer closed by {@link #close}
   */
  public CandumpFile(Writer writer) {
    this.writer = writer;
  }

  /**
   * Writes to the end of a file, which is made when it is missing.
   *
   * @throws IOException when the file cannot be written
   */
  public static CandumpFile append(Path file) throws IOException {
    BufferedWriter writer =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new CandumpFile(writer);
  }

  @Override
  public void sent(String commandId, CandumpLine line) {
    try {
      writer.write(line + "\n");
      writer.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
