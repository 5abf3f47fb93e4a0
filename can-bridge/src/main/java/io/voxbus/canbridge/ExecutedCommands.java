package io.voxbus.canbridge;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.module.journal.RecordLog;
import io.voxbus.proto.v1.CanBridgeAck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that were carried out or rejected, by id, with what was said of each. Forgets the
 * oldest. With a file it outlives the process, so that a bridge that was killed carries nothing out
 * twice.
 */
final class ExecutedCommands {
  /** Far longer than any command lives, and far shorter than ids are unique for. */
  private static final Duration KEEP = Duration.ofMinutes(10);

  /** The file is written anew when it is longer than this, and than four times what is needed. */
  private static final long SHORT = 1 << 20;

  private static final Logger log = LoggerFactory.getLogger(ExecutedCommands.class);

  private final int limit;
  private final Optional<RecordLog> file;
  private final Map<String, List<CanBridgeAck>> acks = new LinkedHashMap<>();
  private long compactAt = SHORT;

  private ExecutedCommands(int limit, Optional<RecordLog> file) {
    this.limit = limit;
    this.file = file;
  }

  /**
   * A memory that ends with the process.
   *
   * @param limit how many ids are remembered, positive
   */
  static ExecutedCommands forgetful(int limit) {
    return new ExecutedCommands(limit, Optional.empty());
  }

  /**
   * A memory in a file, which is begun anew with what it remembers of the last ten minutes.
   *
   * @param limit how many ids are remembered, positive
   * @param file where
   * @param nowMs the time of day in milliseconds since 1970-01-01T00:00Z
   * @throws io.voxbus.module.journal.JournalException when the file cannot be used
   */
  static ExecutedCommands in(Path file, int limit, long nowMs) {
    RecordLog.Opened opened = RecordLog.open(file);
    ExecutedCommands executed = new ExecutedCommands(limit, Optional.of(opened.log()));
    for (byte[] record : opened.records()) {
      executed
          .read(record)
          .filter(ack -> ack.getAtMs() >= nowMs - KEEP.toMillis())
          .ifPresent(executed::remember);
    }
    executed.compact(opened.log());
    return executed;
  }

  /** What was said of a command so far, in order; empty for an id that is new or forgotten. */
  Optional<List<CanBridgeAck>> find(String id) {
    return Optional.ofNullable(acks.get(id)).map(List::copyOf);
  }

  /** Remembers an ack; false when it should outlive the process and will not: the disk is full. */
  boolean said(CanBridgeAck ack) {
    try {
      if (file.isPresent()) {
        file.get().append(ack.toByteArray());
      }
      remember(ack);
      file.filter(written -> written.length() >= compactAt).ifPresent(this::compact);
      return true;
    } catch (IOException e) {
      log.error("the memory of commands cannot be written: {}", e.getMessage());
      return false;
    }
  }

  /** Lets another process have the file. */
  void close() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException e) {
      log.warn("the memory of commands could not be closed: {}", e.getMessage());
    }
  }

  /** When it fails it is tried again at twice the length, and not for each ack. */
  private void compact(RecordLog written) {
    try {
      written.replaceAll(
          acks.values().stream().flatMap(List::stream).map(CanBridgeAck::toByteArray).toList());
      compactAt = Math.max(SHORT, 4 * written.length());
    } catch (IOException e) {
      log.warn("the memory of commands could not be shortened: {}", e.getMessage());
      compactAt = Math.max(SHORT, 2 * written.length());
    }
  }

  private void remember(CanBridgeAck ack) {
    acks.computeIfAbsent(ack.getCommandId(), id -> new ArrayList<>()).add(ack);
    if (acks.size() > limit) {
      acks.remove(acks.keySet().iterator().next());
    }
  }

  private Optional<CanBridgeAck> read(byte[] record) {
    try {
      return Optional.of(CanBridgeAck.parseFrom(record));
    } catch (InvalidProtocolBufferException e) {
      log.warn("a record of the memory of commands could not be read and is passed over");
      return Optional.empty();
    }
  }
}
