package io.voxbus.canbridge;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.module.journal.RecordLog;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.ExecutedRecord;
import io.voxbus.proto.v1.Frame;
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
  private final Map<String, List<ExecutedRecord>> records = new LinkedHashMap<>();
  private long compactAt = SHORT;

  /**
   * A request that was to be put back when the process ended.
   *
   * @param commandId the command that asked for it
   * @param frame puts it back
   */
  record Due(String commandId, Frame frame) {}

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
      read(record)
          .filter(read -> read.getAck().getAtMs() >= nowMs - KEEP.toMillis())
          .ifPresent(executed::remember);
    }
    executed.compact(opened.log());
    return executed;
  }

  /** What was said of a command so far, in order; empty for an id that is new or forgotten. */
  Optional<List<CanBridgeAck>> find(String id) {
    return Optional.ofNullable(records.get(id)).map(ExecutedCommands::acks);
  }

  /**
   * What is to be put back, of each identifier once: by the last command whose end was not heard
   * of, unless one after it was sent as a whole, as then the one before had ended.
   */
  List<Due> due() {
    Map<Identifier, Due> due = new LinkedHashMap<>();
    records.forEach(
        (id, said) -> {
          for (Frame end : said.get(0).getEndsList()) {
            if (has(said, AckState.ACK_TRANSMITTED)) {
              due.remove(Identifier.of(end));
            } else if (isOpen(said) && !end.getData().isEmpty()) {
              due.put(Identifier.of(end), new Due(id, end));
            }
          }
        });
    return List.copyOf(due.values());
  }

  /** The ids of commands that had a request to be put back, and whose end was not heard of. */
  List<String> open() {
    return records.entrySet().stream()
        .filter(entry -> isOpen(entry.getValue()))
        .filter(
            entry ->
                entry.getValue().get(0).getEndsList().stream()
                    .anyMatch(end -> !end.getData().isEmpty()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Remembers that a command is going to be sent.
   *
   * @param ends what is to be put back, as {@link Bus#ends} gives it
   * @return as {@link #said}
   */
  boolean accepted(CanBridgeAck ack, List<Frame> ends) {
    return write(ExecutedRecord.newBuilder().setAck(ack).addAllEnds(ends).build());
  }

  /** Remembers an ack; false when it should outlive the process and will not: the disk is full. */
  boolean said(CanBridgeAck ack) {
    return write(ExecutedRecord.newBuilder().setAck(ack).build());
  }

  private boolean write(ExecutedRecord record) {
    try {
      if (file.isPresent()) {
        file.get().append(record.toByteArray());
      }
      remember(record);
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
          records.values().stream()
              .flatMap(List::stream)
              .map(ExecutedRecord::toByteArray)
              .toList());
      compactAt = Math.max(SHORT, 4 * written.length());
    } catch (IOException e) {
      log.warn("the memory of commands could not be shortened: {}", e.getMessage());
      compactAt = Math.max(SHORT, 2 * written.length());
    }
  }

  private void remember(ExecutedRecord record) {
    records.computeIfAbsent(record.getAck().getCommandId(), id -> new ArrayList<>()).add(record);
    if (records.size() > limit) {
      records.remove(records.keySet().iterator().next());
    }
  }

  private static List<CanBridgeAck> acks(List<ExecutedRecord> said) {
    return said.stream().map(ExecutedRecord::getAck).toList();
  }

  private static boolean isOpen(List<ExecutedRecord> said) {
    return !has(said, AckState.ACK_TRANSMITTED) && !has(said, AckState.ACK_REJECTED);
  }

  private static boolean has(List<ExecutedRecord> said, AckState state) {
    return said.stream().anyMatch(record -> record.getAck().getState() == state);
  }

  private static Optional<ExecutedRecord> read(byte[] record) {
    try {
      ExecutedRecord read = ExecutedRecord.parseFrom(record);
      return Optional.of(
          read.hasAck()
              ? read
              : ExecutedRecord.newBuilder().setAck(CanBridgeAck.parseFrom(record)).build());
    } catch (InvalidProtocolBufferException e) {
      log.warn("a record of the memory of commands could not be read and is passed over");
      return Optional.empty();
    }
  }
}
