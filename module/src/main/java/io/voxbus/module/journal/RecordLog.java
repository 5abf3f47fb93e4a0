package io.voxbus.module.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A file of records that is only appended to. A record that was cut off by a crash, and all after
 * it, is dropped when the file is opened. Belongs to one process, and to one thread. Where the file
 * system knows owners, only the owner of what is made here can read it.
 *
 * <p>Each record is its length and its CRC-32, four bytes each in big-endian order, and its bytes.
 * They are handed to the operating system and not forced to the disk: what is kept here matters
 * only for some minutes, and what ends the whole machine takes longer than a transcript stays
 * fresh.
 */
public final class RecordLog implements Closeable {
  /** A longer record is none: its length was never written by this class. */
  private static final int LONGEST = 1 << 20;

  private static final int HEADER = 2 * Integer.BYTES;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private final FileLock lock;
  private FileChannel channel;
  private long length;

  private RecordLog(Path file, FileLock lock, FileChannel channel) {
    this.file = file;
    this.lock = lock;
    this.channel = channel;
  }

  /**
   * A log with the whole records that its file had.
   *
   * @param log the open log
   * @param records in the order of writing
   */
  public record Opened(RecordLog log, List<byte[]> records) {}

  /**
   * Opens a file, or makes it.
   *
   * @param file where; beside it stands a file of the same name with {@code .lock}
   * @throws JournalException when it cannot be read and written, or another process has it
   */
  public static Opened open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileLock lock = lock(file.resolveSibling(file.getFileName() + ".lock"));
      FileChannel channel = writable(file);
      RecordLog log = new RecordLog(file, lock, channel);
      List<byte[]> records = log.readAll();
      channel.truncate(log.length);
      channel.position(log.length);
      return new Opened(log, records);
    } catch (IOException e) {
      throw new JournalException(file + " cannot be read and written: " + e.getMessage(), e);
    }
  }

  /**
   * Appends a record.
   *
   * @throws IOException when it could not be written, for example to a full disk; the log is then
   *     as it was before
   */
  public void append(byte[] record) throws IOException {
    try {
      write(channel, record);
      length += HEADER + record.length;
    } catch (IOException e) {
      channel.truncate(length);
      throw e;
    }
  }

  /** How long the file is, in bytes. */
  public long length() {
    return length;
  }

  /**
   * Puts other records in the place of all that are there, at once or not at all.
   *
   * @throws IOException when they could not be written; the log is then as it was before
   */
  public void replaceAll(List<byte[]> records) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next); // It may be another's to read.
    FileChannel written = writable(next);
    long bytes = 0;
    try {
      written.truncate(0);
      for (byte[] record : records) {
        write(written, record);
        bytes += HEADER + record.length;
      }
      move(next, file);
    } catch (IOException e) {
      written.close();
      Files.deleteIfExists(next);
      throw e;
    }
    channel.close();
    channel = written;
    length = bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    lock.channel().close();
  }

  private List<byte[]> readAll() throws IOException {
    List<byte[]> records = new ArrayList<>();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (filled(header)) {
      int size = header.getInt(0);
      if (size < 0 || size > LONGEST) {
        break;
      }
      ByteBuffer record = ByteBuffer.allocate(size);
      if (!filled(record) || checksum(record.array()) != header.getInt(Integer.BYTES)) {
        break;
      }
      records.add(record.array());
      length += HEADER + size;
    }
    return records;
  }

  private boolean filled(ByteBuffer buffer) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void write(FileChannel channel, byte[] record) throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(HEADER + record.length);
    whole.putInt(record.length).putInt(checksum(record)).put(record).flip();
    while (whole.hasRemaining()) {
      channel.write(whole);
    }
  }

  private static int checksum(byte[] record) {
    CRC32 crc = new CRC32();
    crc.update(record);
    return (int) crc.getValue();
  }

  private static FileChannel writable(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        ownerOnly(file));
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static FileLock lock(Path file) throws IOException {
    FileChannel channel = writable(file);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw new JournalException(file + " is held by this process already", sameProcess);
    }
    if (lock == null) {
      channel.close();
      throw new JournalException(
          file + " is held by another process; give each its own folder, or end that one");
    }
    return lock;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException odd) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
