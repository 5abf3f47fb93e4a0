package io.voxbus.module.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.JournalStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a file. When the disk is full it goes on without: the service must still obey, and
 * only a crash in that time could be answered wrongly. What was answered and is older than it is
 * kept is gone from the file when it is opened. Belongs to one thread.
 */
public final class FileJournal implements Journal {
  private static final Logger log = LoggerFactory.getLogger(FileJournal.class);
  private static final String FILE = "journal";

  /** The file is written anew when it is longer than this, and than four times what is needed. */
  private static final long SHORT = 1 << 20;

  private final RecordLog file;
  private final Terms terms;
  private final Map<String, JournalRecord> records = new LinkedHashMap<>();
  private final List<JournalRecord> found;
  private long number;
  private long compactAt = SHORT;
  private boolean failing;

  /**
   * On which terms it is kept.
   *
   * @param keep how long a transcript that was answered is remembered
   * @param most how many transcripts at most, answered or not
   * @param clock the time of day
   * @param failed told each time that something could not be written
   */
  public record Terms(Duration keep, int most, InstantSource clock, Consumer<Failure> failed) {}

  /** What could not be written. */
  public enum Failure {
    /** A record. */
    RECORD,
    /** The file anew; it stays as long as it is. */
    COMPACTION
  }

  private FileJournal(RecordLog.Opened opened, Terms terms) {
    this.file = opened.log();
    this.terms = terms;
    opened.records().forEach(this::read);
    compact();
    this.found = List.copyOf(records.values());
    this.number = found.stream().mapToLong(JournalRecord::getNumber).max().orElse(0);
  }

  /**
   * Opens the journal of a folder, or makes one.
   *
   * @throws JournalException when the folder cannot be used
   */
  public static FileJournal open(Path folder, Terms terms) {
    return new FileJournal(RecordLog.open(folder.resolve(FILE)), terms);
  }

  /** How far each transcript had come when the journal was opened, the oldest first. */
  public List<JournalRecord> found() {
    return found;
  }

  @Override
  public void begun(JournalRecord transcript) {
    write(
        stage(transcript.toBuilder(), transcript.getTranscriptId(), JournalStage.STAGE_BEGUN)
            .setNumber(++number)
            .build());
  }

  @Override
  public void ended(CommandResponse response) {
    String id = response.getTranscriptId();
    if (!id.isEmpty()) {
      JournalRecord.Builder record =
          isOfTheBridge(response) ? inOrder(id) : JournalRecord.newBuilder();
      write(stage(record, id, JournalStage.STAGE_ENDED).setResponse(response).build());
    }
  }

  @Override
  public void answered(String transcriptId) {
    if (records.containsKey(transcriptId)) {
      write(stage(inOrder(transcriptId), transcriptId, JournalStage.STAGE_ANSWERED).build());
    }
  }

  @Override
  public boolean knows(String transcriptId) {
    return records.containsKey(transcriptId);
  }

  /** Lets another process have the file. */
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      log.warn("the journal could not be closed: {}", e.getMessage());
    }
  }

  /** Whether the bridge has spoken of one of its commands. */
  private static boolean isOfTheBridge(CommandResponse response) {
    return response.getResultsList().stream()
        .filter(result -> !result.getCommandId().isEmpty())
        .map(CallResult::getState)
        .anyMatch(state -> state != CallState.CALL_TIMED_OUT);
  }

  /** What a later record keeps of a transcript's commands: when they went out, and for what. */
  private JournalRecord.Builder inOrder(String transcriptId) {
    JournalRecord before = records.getOrDefault(transcriptId, JournalRecord.getDefaultInstance());
    return JournalRecord.newBuilder()
        .setNumber(before.getNumber())
        .addAllCalls(before.getCallsList())
        .setSpeaker(before.getSpeaker());
  }

  private JournalRecord.Builder stage(
      JournalRecord.Builder record, String transcriptId, JournalStage stage) {
    return record.setTranscriptId(transcriptId).setStage(stage).setAtMs(terms.clock().millis());
  }

  private void write(JournalRecord record) {
    keep(record);
    try {
      file.append(record.toByteArray());
      failing = false;
      compactWhenLong();
    } catch (IOException e) {
      terms.failed().accept(Failure.RECORD);
      if (!failing) {
        log.error("the journal cannot be written, going on without it: {}", e.getMessage());
      }
      failing = true;
    }
  }

  private void compactWhenLong() {
    if (file.length() >= compactAt) {
      compact();
    }
  }

  /** When it fails it is tried again at twice the length, and not for each record. */
  private void compact() {
    forgetOld();
    try {
      file.replaceAll(records.values().stream().map(JournalRecord::toByteArray).toList());
      compactAt = Math.max(SHORT, 4 * file.length());
    } catch (IOException e) {
      terms.failed().accept(Failure.COMPACTION);
      log.warn("the journal cannot be shortened, going on with it as it is: {}", e.getMessage());
      compactAt = Math.max(SHORT, 2 * file.length());
    }
  }

  private void read(byte[] bytes) {
    try {
      keep(JournalRecord.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      log.warn("a record of the journal could not be read and is passed over");
    }
  }

  /** The newest stands last. */
  private void keep(JournalRecord record) {
    records.remove(record.getTranscriptId());
    records.put(record.getTranscriptId(), record);
    if (records.size() > terms.most()) {
      records.remove(records.keySet().iterator().next());
    }
  }

  /**
   * A clock that was set back makes nothing old; one that was set forward makes all old. What is
   * not answered stays: its answer is still owed.
   */
  private void forgetOld() {
    long oldest = terms.clock().millis() - terms.keep().toMillis();
    records
        .values()
        .removeIf(
            record ->
                record.getStage() == JournalStage.STAGE_ANSWERED && record.getAtMs() < oldest);
  }
}
