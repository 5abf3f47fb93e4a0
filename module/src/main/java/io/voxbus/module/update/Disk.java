package io.voxbus.module.update;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every change of the folder of models, as a sequence of steps each of which may be the last one
 * before the power fails. Content is on the disk before its name is.
 */
final class Disk {
  /** A piece of content is a step of its own, so that a file may be cut off at each. */
  private static final int PIECE = 1 << 18;

  private final Runnable step;

  /**
   * @param step runs before each step; what it throws ends the change there
   */
  Disk(Runnable step) {
    this.step = step;
  }

  /** The disk as it is. */
  static Disk real() {
    return new Disk(() -> {});
  }

  /** Makes a folder, and those above it. */
  void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      step.run();
      Files.createDirectories(folder);
    }
  }

  /** Puts a content in the place of a file, at once or not at all. */
  void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (OutputStream out = create(next)) {
      out.write(content);
    }
    move(next, file);
  }

  /** A new file, whose content is on the disk when it is closed. */
  OutputStream create(Path file) throws IOException {
    step.run();
    return new Pieces(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /** Writes into a file from a place on, in bytes; what was behind it goes. */
  void writeAt(Path file, long place, byte[] content) throws IOException {
    step.run();
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (Pieces out = new Pieces(channel)) {
      channel.truncate(place).position(place);
      out.write(content);
    }
  }

  /** Gives a file or folder another name, in place of a file that has it. */
  void move(Path from, Path to) throws IOException {
    step.run();
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    sync(to.resolveSibling(""));
  }

  /** Deletes a file, or a folder with all that is in it, if it is there. */
  void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path each : deepestFirst(path)) {
      step.run();
      Files.delete(each);
    }
  }

  /** Brings the names in a folder to the disk. */
  void sync(Path folder) throws IOException {
    step.run();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static List<Path> deepestFirst(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private final class Pieces extends OutputStream {
    private final FileChannel channel;

    Pieces(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int from = offset; from < offset + length; from += PIECE) {
        step.run();
        ByteBuffer piece = ByteBuffer.wrap(bytes, from, Math.min(PIECE, offset + length - from));
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        if (channel.isOpen()) {
          step.run();
          channel.force(true);
        }
      }
    }
  }
}
