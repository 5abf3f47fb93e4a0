package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UndertakingTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final SinceBoot THEN = new SinceBoot("boot", Duration.ofSeconds(100));
  private static final List<Call> CALLS =
      List.of(
          Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21.5, "area", "driver")),
          Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21)),
          Call.of(CATALOGUE, "set_temperature", Map.of("temperature", "max")),
          Call.of(CATALOGUE, "set_mute", Map.of("state", "on")));

  private static JournalRecord record() {
    Utterance utterance =
        new Utterance(
            "t",
            "what was said",
            OptionalDouble.of(0.9),
            List.of(),
            Seat.SEAT_REAR_LEFT,
            "session",
            300,
            17);
    return new Undertaking(utterance, CALLS, true)
        .record(
            Collections.nCopies(CALLS.size(), CallResult.getDefaultInstance()), Optional.of(THEN));
  }

  private static Optional<Undertaking> read(JournalRecord record) {
    return Undertaking.of(record, Duration.ofSeconds(3), CATALOGUE);
  }

  private static Optional<Duration> age(String boot, long seconds) {
    return Undertaking.age(record(), Optional.of(new SinceBoot(boot, Duration.ofSeconds(seconds))));
  }

  @Test
  void comesBackWithAllThatItsCommandsNeedAndNotWithWhatWasSaid() {
    Undertaking read = read(record()).orElseThrow();
    assertEquals(CALLS, read.calls());
    assertTrue(read.confirmed());
    Utterance utterance = read.utterance();
    long arrived = utterance.arrivedNanos();
    assertEquals(
        new Utterance(
            "t", "", OptionalDouble.empty(), List.of(), Seat.SEAT_REAR_LEFT, "", 300, arrived),
        utterance);
    assertTrue(System.nanoTime() - arrived >= Duration.ofSeconds(3).toNanos());
  }

  @Test
  void isAsOldAsTheComputerHasRunSince() {
    assertEquals(Optional.of(Duration.ZERO), age("boot", 100));
    assertEquals(Optional.of(Duration.ofSeconds(7)), age("boot", 107));
  }

  @Test
  void isOfUnknownAgeAfterAnotherStartOfTheComputer() {
    assertEquals(Optional.empty(), age("another", 107));
    assertEquals(Optional.empty(), age("boot", 99));
    assertEquals(Optional.empty(), Undertaking.age(record(), Optional.empty()));
  }

  @Test
  void isNotReadWhenACallOrASeatIsUnknown() {
    JournalRecord.Builder record = record().toBuilder();
    assertEquals(Optional.empty(), read(record.clone().clearCalls().build()));
    assertEquals(Optional.empty(), read(record.clone().setSpeakerValue(99).build()));
    record.getCallsBuilder(0).getArgumentsBuilder(0).setNumber(Double.NaN);
    assertEquals(Optional.empty(), read(record.build()));
  }
}
