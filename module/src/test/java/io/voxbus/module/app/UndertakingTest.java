package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UndertakingTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final long NOW_MS = 1_000_000;
  private static final long NOW_NANOS = 5_000_000_000L;
  private static final List<Call> CALLS =
      List.of(
          Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21.5, "area", "driver")),
          Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21)),
          Call.of(CATALOGUE, "set_temperature", Map.of("temperature", "max")),
          Call.of(CATALOGUE, "set_mute", Map.of("state", "on")));

  private static JournalRecord record(long atMs) {
    Utterance utterance =
        new Utterance(
            "t",
            "what was said",
            OptionalDouble.of(0.9),
            List.of(),
            Seat.SEAT_REAR_LEFT,
            "session",
            NOW_MS - 300,
            17);
    return new Undertaking(utterance, CALLS, true)
        .record(Collections.nCopies(CALLS.size(), CallResult.getDefaultInstance())).toBuilder()
            .setAtMs(atMs)
            .build();
  }

  private static Optional<Undertaking> read(JournalRecord record) {
    return Undertaking.of(record, CATALOGUE, NOW_MS, NOW_NANOS);
  }

  @Test
  void comesBackWithAllThatItsCommandsNeedAndNotWithWhatWasSaid() {
    Utterance utterance =
        new Utterance(
            "t",
            "",
            OptionalDouble.empty(),
            List.of(),
            Seat.SEAT_REAR_LEFT,
            "",
            NOW_MS - 300,
            NOW_NANOS - 200_000_000);
    assertEquals(Optional.of(new Undertaking(utterance, CALLS, true)), read(record(NOW_MS - 200)));
  }

  @Test
  void isNotReadWhenItsAgeIsUnknown() {
    assertEquals(Optional.empty(), read(record(NOW_MS + 1)));
    assertEquals(Optional.empty(), read(record(-1)));
  }

  @Test
  void isNotReadWhenACallOrASeatIsUnknown() {
    JournalRecord.Builder record = record(NOW_MS).toBuilder();
    assertEquals(Optional.empty(), read(record.clone().removeCalls(0).build()));
    assertEquals(Optional.empty(), read(record.clone().setSpeakerValue(99).build()));
    record.getCallsBuilder(0).getArgumentsBuilder(0).setNumber(Double.NaN);
    assertEquals(Optional.empty(), read(record.build()));
  }
}
