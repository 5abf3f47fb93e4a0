package io.voxbus.module.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00.5Z");
  private static final CommandResponse ANSWER =
      Responses.DONE.toBuilder()
          .setResults(
              0,
              Responses.DONE.getResults(0).toBuilder()
                  .addArguments(Argument.newBuilder().setName("state").setWord("on"))
                  .addArguments(Argument.newBuilder().setName("level").setNumber(2.5)))
          .addResults(Responses.result(CallState.CALL_REFUSED, "window_lock"))
          .setOutcome(Outcome.OUTCOME_PARTLY_DONE)
          .setSay("Muted.")
          .build();

  @TempDir private Path folder;

  @Test
  void aCommandIsALineWithoutArgumentsAndWithoutWords() {
    FlightRecorder recorder = new FlightRecorder(10, false, () -> NOW);
    recorder.answered(utterance("d"), ANSWER);
    assertEquals(
        "{\"time\":\"2026-11-27T10:00:00.500Z\",\"transcript\":\"d\",\"seat\":\"rear_left\","
            + "\"outcome\":\"partly_done\",\"wait_us\":1500,\"resolve_us\":3000,"
            + "\"prepare_us\":200,\"bridge_us\":20000,\"function\":\"set_mute\","
            + "\"state\":\"transmitted\",\"rule\":\"\",\"command\":\"d/0\"}",
        line(recorder, 0));
    assertTrue(
        line(recorder, 1)
            .endsWith("\"state\":\"refused\",\"rule\":\"window_lock\",\"command\":\"\"}"));
    assertFalse(recorder.lines().contains("words"));
  }

  @Test
  void argumentsAreThereWhenTheyAreAskedFor() {
    FlightRecorder recorder = new FlightRecorder(10, true, () -> NOW);
    recorder.answered(utterance("d"), ANSWER);
    assertTrue(line(recorder, 0).endsWith(",\"arguments\":{\"state\":\"on\",\"level\":2.5}}"));
  }

  @Test
  void anUtteranceWithoutACallIsALineToo() {
    FlightRecorder recorder = new FlightRecorder(10, false, () -> NOW);
    recorder.answered(utterance("e"), Responses.EMPTY);
    assertTrue(line(recorder, 0).contains("\"outcome\":\"empty\""));
    assertFalse(line(recorder, 0).contains("function"));
  }

  @Test
  void onlyTheLastAreKept() {
    FlightRecorder recorder = new FlightRecorder(2, false, () -> NOW);
    List.of("a", "b", "c").forEach(id -> recorder.answered(utterance(id), Responses.EMPTY));
    assertEquals(2, recorder.lines().lines().count());
    assertTrue(line(recorder, 0).contains("\"transcript\":\"b\""));
    assertTrue(line(recorder, 1).contains("\"transcript\":\"c\""));
  }

  @Test
  void whatIsOffKeepsNothing() {
    FlightRecorder recorder = FlightRecorder.off();
    recorder.answered(utterance("a"), ANSWER);
    recorder.fault(new IllegalStateException());
    assertEquals("", recorder.lines());
  }

  @Test
  void moreThanMemoryShouldHoldIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FlightRecorder(FlightRecorder.MOST + 1, false, () -> NOW));
    assertThrows(IllegalArgumentException.class, () -> new FlightRecorder(-1, false, () -> NOW));
  }

  @Test
  void theFileIsItsOwnersAndReplacesTheOneBefore() throws IOException {
    Path file = Files.createDirectories(folder.resolve("state")).resolve("recorded");
    Files.writeString(file, "before");
    FlightRecorder recorder = new FlightRecorder(2, false, () -> NOW);
    recorder.answered(utterance("a"), Responses.EMPTY);
    recorder.write(file);
    assertEquals(recorder.lines(), Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var left = Files.list(file.getParent())) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void aFileThatCannotBeWrittenStaysAsItWas() throws IOException {
    Path file = Files.createDirectories(folder.resolve("taken"));
    Files.writeString(file.resolve("inside"), "x");
    assertThrows(IOException.class, () -> new FlightRecorder(2, false, () -> NOW).write(file));
    assertTrue(Files.isRegularFile(file.resolve("inside")));
  }

  private static String line(FlightRecorder recorder, int number) {
    return recorder.lines().lines().toList().get(number);
  }

  private static Utterance utterance(String id) {
    return new Utterance(
        id, "words", OptionalDouble.empty(), List.of(), Seat.SEAT_REAR_LEFT, "", 1, 1);
  }
}
