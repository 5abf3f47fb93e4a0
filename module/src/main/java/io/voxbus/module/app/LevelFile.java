package io.voxbus.module.app;

import io.voxbus.module.can.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The levels that were carried out last, so that a service that was ended goes on with them: its
 * first frame would bring all other levels of the message to their start values. Outlives the
 * process, not the power; what is older than ten minutes may not be so any more.
 */
final class LevelFile {
  private static final Logger log = LoggerFactory.getLogger(LevelFile.class);
  private static final Duration KEEP = Duration.ofMinutes(10);
  private static final Duration RENEW = Duration.ofMinutes(1);
  private static final String FORMAT = "voxbus-levels 1";

  private final Path file;
  private final String board;
  private final InstantSource clock;
  private Optional<Written> written = Optional.empty();

  /** What this process wrote last. */
  private record Written(List<Level> levels, long atMs) {}

  /**
   * @param file where; the first line has format, time and the board's name, each other a level
   * @param board the board's name: levels of another one are none
   */
  LevelFile(Path file, String board, InstantSource clock) {
    this.file = file;
    this.board = board;
    this.clock = clock;
  }

  /** What stood there, if it is of this board and young; nothing where it cannot be understood. */
  List<Level> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.isEmpty() || !isOurs(lines.get(0))
          ? List.of()
          : lines.stream().skip(1).map(LevelFile::level).toList();
    } catch (IOException | IllegalArgumentException unusable) {
      log.warn("levels are as at the start, {} says nothing: {}", file, unusable.getMessage());
      return List.of();
    }
  }

  /** Writes them, where they are others than before or it was a while ago. */
  void write(List<Level> levels) {
    long now = clock.millis();
    if (written.filter(last -> last.levels().equals(levels) && isNew(last, now)).isPresent()) {
      return;
    }
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next, content(levels));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      written = Optional.of(new Written(levels, now));
    } catch (IOException unwritten) {
      log.warn("the levels that were carried out cannot be kept: {}", unwritten.getMessage());
    }
  }

  private static boolean isNew(Written last, long now) {
    return now >= last.atMs() && now - last.atMs() < RENEW.toMillis();
  }

  private String content(List<Level> levels) {
    Stream<String> lines =
        levels.stream()
            .map(level -> "%s %s %d".formatted(level.message(), level.signal(), level.raw()));
    return Stream.concat(Stream.of("%s %d %s".formatted(FORMAT, clock.millis(), board)), lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private boolean isOurs(String head) {
    String[] words = head.split(" ", -1);
    if (words.length != 4 || !head.startsWith(FORMAT + " ") || !words[3].equals(board)) {
      return false;
    }
    long age = clock.millis() - Long.parseLong(words[2]);
    return age >= 0 && age <= KEEP.toMillis();
  }

  private static Level level(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("'" + line + "' is no level");
    }
    return new Level(words[0], words[1], Long.parseLong(words[2]));
  }
}
