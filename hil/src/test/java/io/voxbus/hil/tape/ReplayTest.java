package io.voxbus.hil.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.voxbus.hil.run.FakeBench;
import io.voxbus.hil.run.Seen;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReplayTest {
  private static final Instant STARTED = Instant.parse("2026-11-24T10:00:00Z");
  private static final long MILLI = 1_000_000;

  @TempDir private Path folder;
  private final List<Transcript> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path file = folder.resolve("a.log");
    try (TapeWriter tape = TapeWriter.begin(file, "here")) {
      tape.message("transcript", new byte[] {1, 2});
      tape.frame("(1.000000) vcan0 123#01");
    }
    Tape tape = Tape.read(file);
    assertEquals(List.of("transcript", "bus"), tape.entries().stream().map(Entry::topic).toList());
    assertEquals(ByteString.copyFrom(new byte[] {1, 2}), tape.entries().get(0).payload());
    assertEquals("(1.000000) vcan0 123#01", tape.entries().get(1).payload().toStringUtf8());
  }

  @Test
  void aLastLineThatIsCutOffIsPassedOverAndOneBeforeItRefused() throws IOException {
    String head = "{\"voxbus_log\":1,\"started\":\"" + STARTED + "\"}\n";
    String entry = "{\"ns\":5,\"topic\":\"bus\",\"line\":\"x\"}\n";
    Path cut = Files.writeString(folder.resolve("cut.log"), head + entry + "{\"ns\":6,\"to");
    assertEquals(1, Tape.read(cut).entries().size());
    Path broken = Files.writeString(folder.resolve("broken.log"), head + "{\"ns\n" + entry);
    assertThrows(IOException.class, () -> Tape.read(broken));
    Path other = Files.writeString(folder.resolve("other.log"), "{}\n");
    assertThrows(IOException.class, () -> Tape.read(other));
  }

  @Test
  void eachSentenceIsSaidAtItsMomentUnderAnIdOfItsOwnAndAsOldAsItWas() throws Exception {
    Tape tape =
        new Tape(
            STARTED,
            List.of(
                said(0, "one", 250),
                said(80 * MILLI, "two", 250),
                answered(90 * MILLI, "one", Outcome.OUTCOME_DONE),
                answered(120 * MILLI, "two", Outcome.OUTCOME_DONE)));
    long before = System.currentTimeMillis();
    Replay.Outcome outcome = Replay.inTime(bench(Outcome.OUTCOME_DONE), tape);
    assertTrue(outcome.seconds() >= 0.120, () -> "took " + outcome.seconds());
    assertEquals(2, outcome.punctuality().count());
    assertEquals(List.of(), outcome.differences());
    assertTrue(outcome.unanswered().isEmpty());
    assertTrue(heard.get(1).getId().matches("replay-[0-9a-f]{8}-two"), heard.get(1).getId());
    long age = System.currentTimeMillis() - before + 250;
    assertTrue(heard.get(0).getSpokenAtMs() >= before - 251, heard::toString);
    assertTrue(heard.get(0).getSpokenAtMs() <= before + age - 250, heard::toString);
  }

  @Test
  void whatIsAnsweredOtherwiseIsTold() throws Exception {
    Tape tape =
        new Tape(
            STARTED,
            List.of(said(0, "one", 0), answered(3600_000 * MILLI, "one", Outcome.OUTCOME_DONE)));
    Replay.Outcome outcome = Replay.asFastAsPossible(bench(Outcome.OUTCOME_FAILED), tape);
    assertEquals(1, outcome.differences().size());
    assertTrue(
        outcome.differences().get(0).endsWith("then response done, now response failed"),
        outcome.differences()::toString);
  }

  private FakeBench bench(Outcome outcome) {
    return new FakeBench(
        (transcript, bench) -> {
          heard.add(transcript);
          bench.see(new Seen.Answered(response(transcript.getId(), outcome)));
        });
  }

  private static Entry said(long nanos, String id, long ageMs) {
    return new Entry(
        nanos,
        "transcript",
        Transcript.newBuilder()
            .setId(id)
            .setText("hello")
            .setSpokenAtMs(STARTED.toEpochMilli() + nanos / MILLI - ageMs)
            .build()
            .toByteString());
  }

  private static Entry answered(long nanos, String id, Outcome outcome) {
    return new Entry(nanos, "response", response(id, outcome).toByteString());
  }

  private static CommandResponse response(String id, Outcome outcome) {
    return CommandResponse.newBuilder().setTranscriptId(id).setOutcome(outcome).build();
  }
}
