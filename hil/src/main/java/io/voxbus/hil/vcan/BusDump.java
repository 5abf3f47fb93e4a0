package io.voxbus.hil.vcan;

import io.voxbus.hil.process.Child;
import io.voxbus.module.can.CandumpLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What candump sees on a bus. */
final class BusDump {
  private final Path file;

  private BusDump(Path file) {
    this.file = file;
  }

  /** Starts to watch. */
  static BusDump of(String channel, Path folder) throws IOException {
    Path file = folder.resolve(channel + ".log");
    Child unused = Child.start(List.of("candump", "-L", channel), file);
    return new BusDump(file);
  }

  /** All frames so far, in order; a line that is still being written is left out. */
  List<CandumpLine> frames() {
    try {
      return Files.readAllLines(file).stream()
          .map(CandumpLine::parse)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The frames of one identifier. */
  List<CandumpLine> frames(int id) {
    return frames().stream().filter(frame -> frame.id() == id).toList();
  }

  /** Seconds between two frames. */
  static double seconds(CandumpLine earlier, CandumpLine later) {
    return Double.parseDouble(later.time()) - Double.parseDouble(earlier.time());
  }
}
