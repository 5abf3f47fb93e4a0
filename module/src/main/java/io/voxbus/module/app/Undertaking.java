package io.voxbus.module.app;

import io.voxbus.module.bridge.WireArguments;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.ChoiceCall;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Calls that are to be carried out for an utterance.
 *
 * @param utterance who asks for them, and when
 * @param calls what was understood
 * @param confirmed whether the speaker was asked about these very calls and said yes
 */
record Undertaking(Utterance utterance, List<Call> calls, boolean confirmed) {
  Undertaking {
    calls = List.copyOf(calls);
  }

  /**
   * As it stands in the journal.
   *
   * @param results the calls as they are to be reported when nothing more is ever heard of them
   */
  JournalRecord record(List<CallResult> results) {
    return JournalRecord.newBuilder()
        .setTranscriptId(utterance.id())
        .addAllResults(results)
        .addAllCalls(calls.stream().map(ResponseWriter::understood).toList())
        .setSpeaker(utterance.speaker())
        .setConfirmed(confirmed)
        .setSpokenAtMs(utterance.spokenAtMs())
        .build();
  }

  /**
   * As it stood in the journal; all that was said but the calls is gone.
   *
   * @param record as it was found
   * @param catalogue the vehicle functions
   * @param nowMs the time of day, in milliseconds since 1970-01-01T00:00Z
   * @param nowNanos the time on the monotonic clock of {@link System#nanoTime}
   * @return empty when it is another version's, or cannot be understood, or when the clock was set
   *     back since, so that nobody knows how old it is
   */
  static Optional<Undertaking> of(
      JournalRecord record, Catalogue catalogue, long nowMs, long nowNanos) {
    if (record.getCallsCount() != record.getResultsCount()
        || record.getSpeaker() == Seat.UNRECOGNIZED
        || record.getAtMs() < 0
        || record.getAtMs() > nowMs) {
      return Optional.empty();
    }
    try {
      List<Call> calls = record.getCallsList().stream().map(call -> call(call, catalogue)).toList();
      long arrivedNanos = nowNanos - Duration.ofMillis(nowMs - record.getAtMs()).toNanos();
      return Optional.of(
          new Undertaking(utterance(record, arrivedNanos), calls, record.getConfirmed()));
    } catch (IllegalCallException anotherCatalogues) {
      return Optional.empty();
    }
  }

  private static Utterance utterance(JournalRecord record, long arrivedNanos) {
    return new Utterance(
        record.getTranscriptId(),
        "",
        OptionalDouble.empty(),
        List.of(),
        record.getSpeaker(),
        "",
        record.getSpokenAtMs(),
        arrivedNanos);
  }

  private static Call call(ChoiceCall call, Catalogue catalogue) {
    return Call.of(catalogue, call.getFunction(), WireArguments.values(call.getArgumentsList()));
  }
}
