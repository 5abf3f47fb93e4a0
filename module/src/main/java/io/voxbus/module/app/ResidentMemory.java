package io.voxbus.module.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The memory of this process that lies in RAM, as Linux counts it. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "VmRSS:";

  private ResidentMemory() {}

  /** In KiB; nothing on a system that does not tell. */
  static Optional<Long> kibibytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return Optional.empty();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(FIELD))
        .findFirst()
        .map(line -> line.substring(FIELD.length()).replace("kB", "").strip())
        .map(Long::valueOf);
  }
}
