package io.voxbus.module.can;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The boards that come with Voxbus. */
public final class Boards {
  private static final Path ALL = Path.of("..", "board-configs");

  private Boards() {}

  /** Their folders. */
  public static List<Path> folders() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(folder -> Files.exists(folder.resolve("board.yaml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
