package io.voxbus.module.app;

import io.voxbus.module.observe.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The memory of a process that lies in RAM, as Linux counts it. */
public final class ResidentMemory {
  private static final String FIELD = "VmRSS:";

  private ResidentMemory() {}

  /** What is noted of a service in this process, where nobody asks for more. */
  static Observation observation() {
    return Observation.metricsOnly(ResidentMemory::bytes);
  }

  /** Of this process, in bytes; nothing on a system that does not tell. */
  static OptionalLong bytes() {
    try {
      return kibibytes().map(kib -> OptionalLong.of(1024 * kib)).orElse(OptionalLong.empty());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Of this process, in KiB; nothing on a system that does not tell. */
  static Optional<Long> kibibytes() throws IOException {
    return kibibytes(ProcessHandle.current().pid());
  }

  /**
   * Of a process, in KiB; nothing on a system that does not tell, or when there is no such process.
   *
   * @param pid the process's id
   */
  public static Optional<Long> kibibytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return Optional.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(FIELD))
        .findFirst()
        .map(line -> line.substring(FIELD.length()).replace("kB", "").strip())
        .map(Long::valueOf);
  }
}
