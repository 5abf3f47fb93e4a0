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
   * @param now when its commands go out; empty where the system does not tell
   */
  JournalRecord record(List<CallResult> results, Optional<SinceBoot> now) {
    JournalRecord.Builder record =
        JournalRecord.newBuilder()
            .setTranscriptId(utterance.id())
            .addAllResults(results)
            .addAllCalls(calls.stream().map(ResponseWriter::understood).toList())
            .setSpeaker(utterance.speaker())
            .setConfirmed(confirmed)
            .setSpokenAtMs(utterance.spokenAtMs());
    now.ifPresent(since -> record.setBootId(since.boot()).setUptimeMs(since.uptime().toMillis()));
    return record.build();
  }

  /** How long ago the commands of a record went out; empty when nobody knows. */
  static Optional<Duration> age(JournalRecord record, Optional<SinceBoot> now) {
    SinceBoot then = new SinceBoot(record.getBootId(), Duration.ofMillis(record.getUptimeMs()));
    return now.flatMap(then::before);
  }

  /**
   * As it stood in the journal; of what was said only the calls are left.
   *
   * @param age how long ago its commands went out
   * @return empty when it cannot be understood, or is of a version that kept less
   */
  static Optional<Undertaking> of(JournalRecord record, Duration age, Catalogue catalogue) {
    if (record.getCallsCount() == 0 || record.getSpeaker() == Seat.UNRECOGNIZED) {
      return Optional.empty();
    }
    try {
      List<Call> calls = record.getCallsList().stream().map(call -> call(call, catalogue)).toList();
      return Optional.of(new Undertaking(utterance(record, age), calls, record.getConfirmed()));
    } catch (IllegalCallException anotherCatalogues) {
      return Optional.empty();
    }
  }

  private static Utterance utterance(JournalRecord record, Duration age) {
    return new Utterance(
        record.getTranscriptId(),
        "",
        OptionalDouble.empty(),
        List.of(),
        record.getSpeaker(),
        "",
        record.getSpokenAtMs(),
        System.nanoTime() - age.toNanos());
  }

  private static Call call(ChoiceCall call, Catalogue catalogue) {
    return Call.of(catalogue, call.getFunction(), WireArguments.values(call.getArgumentsList()));
  }
}
