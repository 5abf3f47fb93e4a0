package io.voxbus.module.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.ChoiceCall;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.JournalStage;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  private static final List<CallResult> CALLS =
      List.of(CallResult.newBuilder().setFunction("set_mute").setCommandId("a/0").build());

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final List<FileJournal.Failure> failures = new ArrayList<>();
  @TempDir private Path folder;

  private FileJournal open(int most) {
    return FileJournal.open(
        folder,
        new FileJournal.Terms(
            Duration.ofMinutes(10), most, () -> Instant.ofEpochMilli(now.get()), failures::add));
  }

  private List<JournalRecord> found() {
    FileJournal journal = open(100);
    journal.close();
    return journal.found();
  }

  private static JournalRecord begun(String id) {
    return JournalRecord.newBuilder()
        .setTranscriptId(id)
        .addAllResults(CALLS)
        .addCalls(ChoiceCall.newBuilder().setFunction("set_mute"))
        .setSpeaker(Seat.SEAT_DRIVER)
        .build();
  }

  private static CommandResponse response(String id) {
    return CommandResponse.newBuilder()
        .setTranscriptId(id)
        .setOutcome(Outcome.OUTCOME_DONE)
        .build();
  }

  @Test
  void eachTranscriptIsFoundWhereItWasLeft() {
    FileJournal journal = open(100);
    journal.begun(begun("a"));
    journal.begun(begun("b"));
    journal.ended(response("b"));
    journal.ended(response("c"));
    journal.answered("c");
    journal.close();
    assertEquals(
        List.of(JournalStage.STAGE_BEGUN, JournalStage.STAGE_ENDED, JournalStage.STAGE_ANSWERED),
        found().stream().map(JournalRecord::getStage).toList());
    assertEquals(CALLS, found().get(0).getResultsList());
    assertEquals(response("b"), found().get(1).getResponse());
  }

  @Test
  void transcriptsWithCommandsAreCountedAlsoByTheNextService() {
    FileJournal journal = open(100);
    journal.begun(begun("a"));
    journal.begun(begun("b"));
    journal.close();
    journal = open(100);
    journal.begun(begun("c"));
    journal.close();
    assertEquals(List.of(1L, 2L, 3L), found().stream().map(JournalRecord::getNumber).toList());
  }

  @Test
  void ofWhatTheBridgeHasSpokenOfItIsKeptWhatItWasAndWhen() {
    FileJournal journal = open(100);
    journal.begun(begun("a"));
    journal.ended(ended("a", CallState.CALL_TRANSMITTED));
    journal.begun(begun("b"));
    journal.ended(ended("b", CallState.CALL_REJECTED));
    journal.answered("b");
    journal.close();
    for (JournalRecord each : found()) {
      assertEquals(begun("").getCallsList(), each.getCallsList());
      assertEquals(Seat.SEAT_DRIVER, each.getSpeaker());
    }
    assertEquals(List.of(1L, 2L), found().stream().map(JournalRecord::getNumber).toList());
  }

  @Test
  void ofWhatTheBridgeHasNotSpokenOfNothingIsKept() {
    FileJournal journal = open(100);
    journal.begun(begun("a"));
    journal.ended(ended("a", CallState.CALL_TIMED_OUT));
    journal.begun(begun("b"));
    journal.ended(response("b"));
    journal.answered("b");
    journal.close();
    for (JournalRecord each : found()) {
      assertEquals(0, each.getNumber());
      assertEquals(List.of(), each.getCallsList());
    }
  }

  @Test
  void stageTimeAndNumberAreTheJournalsToSet() {
    FileJournal journal = open(100);
    journal.begun(
        begun("a").toBuilder()
            .setStage(JournalStage.STAGE_ANSWERED)
            .setAtMs(7)
            .setNumber(7)
            .build());
    journal.close();
    JournalRecord found = found().get(0);
    assertEquals(JournalStage.STAGE_BEGUN, found.getStage());
    assertEquals(1_000_000, found.getAtMs());
    assertEquals(1, found.getNumber());
  }

  private static CommandResponse ended(String id, CallState state) {
    return response(id).toBuilder().addResults(CALLS.get(0).toBuilder().setState(state)).build();
  }

  @Test
  void whatNobodyKnowsIsNotNoted() {
    FileJournal journal = open(100);
    journal.ended(response(""));
    journal.answered("never heard of");
    journal.close();
    assertEquals(List.of(), found());
  }

  @Test
  void whatIsOldIsForgotten() {
    FileJournal journal = open(100);
    answer(journal, "a");
    now.addAndGet(600_000);
    answer(journal, "b");
    journal.close();
    assertEquals(2, found().size());
    now.addAndGet(1);
    assertEquals(List.of("b"), found().stream().map(JournalRecord::getTranscriptId).toList());
  }

  private static void answer(FileJournal journal, String id) {
    journal.ended(response(id));
    journal.answered(id);
  }

  @Test
  void whatIsNotAnsweredIsFoundAfterTheClockWasSetForward() {
    FileJournal journal = open(100);
    journal.begun(begun("a"));
    journal.ended(response("b"));
    answer(journal, "c");
    journal.close();
    now.addAndGet(Duration.ofDays(400).toMillis());
    assertEquals(List.of("a", "b"), found().stream().map(JournalRecord::getTranscriptId).toList());
  }

  @Test
  void noMoreThanTheMostAreKept() {
    FileJournal journal = open(2);
    List.of("a", "b", "c").forEach(id -> journal.begun(begun(id)));
    journal.close();
    FileJournal again = open(2);
    again.close();
    assertEquals(
        List.of("b", "c"), again.found().stream().map(JournalRecord::getTranscriptId).toList());
  }

  @Test
  void theFileStaysShort() throws IOException {
    FileJournal journal = open(100);
    for (int i = 0; i < 50_000; i++) {
      journal.begun(begun("t" + i));
    }
    journal.close();
    assertTrue(Files.size(folder.resolve("journal")) < 1 << 20);
    assertEquals("t49999", found().get(99).getTranscriptId());
    assertEquals(List.of(), failures);
  }

  @Test
  void aFullDiskIsCountedAndTheJournalGoesOn() {
    FileJournal journal = open(100);
    journal.begun(begun("a"));
    journal.close();
    // Its file cannot be written any more.
    journal.begun(begun("b"));
    journal.ended(response("a"));
    assertEquals(List.of(FileJournal.Failure.RECORD, FileJournal.Failure.RECORD), failures);
    assertEquals(List.of("a"), found().stream().map(JournalRecord::getTranscriptId).toList());
  }

  @Test
  void whatIsOldIsGoneFromTheDiskWhenItIsOpened() throws IOException {
    FileJournal journal = open(100);
    answer(journal, "secret");
    journal.close();
    now.addAndGet(600_001);
    open(100).close();
    assertEquals(0, Files.size(folder.resolve("journal")));
  }

  @Test
  void onlyItsOwnerCanReadItAlsoWhereAnOlderOneWasOpenToAll() throws IOException {
    Path file = folder.resolve("journal");
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    open(100).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aJournalThatCannotBeShortenedIsTriedAgainAtTwiceTheLength() throws IOException {
    FileJournal journal = open(100);
    // A folder that is not empty stands where the file would be written anew.
    Files.createDirectories(folder.resolve("journal.next/in the way"));
    for (int i = 0; i < 50_000; i++) {
      journal.begun(begun("t" + i));
    }
    journal.close();
    long tries = failures.size();
    assertEquals(Collections.nCopies((int) tries, FileJournal.Failure.COMPACTION), failures);
    assertTrue(tries > 0 && tries < 4, "tries: " + tries);
    assertEquals("t49999", found().get(99).getTranscriptId());
  }
}
