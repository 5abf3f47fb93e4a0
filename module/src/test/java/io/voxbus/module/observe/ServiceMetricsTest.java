package io.voxbus.module.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.voxbus.module.bridge.BridgeEvent;
import io.voxbus.module.interlock.Rule;
import io.voxbus.module.journal.FileJournal;
import io.voxbus.module.speech.TranscriptOutcome.IgnoredBecause;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.ModuleStatus;
import io.voxbus.proto.v1.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {
  private final ServiceMetrics metrics = new ServiceMetrics(() -> OptionalLong.of(4096));

  @Test
  void whatIsOnlyCountedWhenItGoesWrongIsThereFromTheStart() {
    List<String> lines = lines(CheckUp.starting());
    for (Rule rule : Rule.values()) {
      String name = rule.refuses() ? "voxbus_refusals_total" : "voxbus_questions_total";
      assertTrue(lines.contains(name + "{by=\"interlock\",rule=\"" + rule.id() + "\"} 0.0"), name);
    }
    assertTrue(lines.contains("voxbus_transcripts_total{outcome=\"internal_error\"} 0.0"));
    assertTrue(lines.contains("voxbus_drops_total{reason=\"state_unreadable\"} 0.0"));
    assertTrue(lines.contains("voxbus_journal_failures_total 0.0"));
    assertEquals(Map.of(), metrics.counts());
  }

  @Test
  void everyOutcomeIsCountedOnce() {
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.UNRECOGNIZED && outcome != Outcome.OUTCOME_UNSPECIFIED) {
        metrics.responded(CommandResponse.newBuilder().setOutcome(outcome).build());
      }
    }
    assertEquals(Outcome.values().length - 2, metrics.counts().size());
    assertTrue(metrics.counts().values().stream().allMatch(count -> count == 1));
  }

  @Test
  void aRefusalIsCountedUnderWhoRefused() {
    metrics.responded(Responses.held(CallState.CALL_REFUSED, "window_lock"));
    metrics.responded(Responses.held(CallState.CALL_REFUSED, "out_of_range"));
    metrics.responded(Responses.held(CallState.CALL_REJECTED, "expired"));
    assertEquals(1, metrics.counts().get("refusals_interlock_window_lock"));
    assertEquals(1, metrics.counts().get("refusals_grounding_out_of_range"));
    assertEquals(1, metrics.counts().get("refusals_bridge_expired"));
  }

  @Test
  void aQuestionIsNoRefusal() {
    metrics.responded(Responses.held(CallState.CALL_ASKED, "heavy_openings"));
    metrics.responded(Responses.held(CallState.CALL_ASKED, "speaker_unknown"));
    assertEquals(
        Map.of(
            "calls_asked", 2L,
            "questions_grounding_speaker_unknown", 1L,
            "questions_interlock_heavy_openings", 1L,
            "transcripts_failed", 2L),
        metrics.counts());
  }

  @Test
  void aRuleThatNobodyKnowsMakesNoNewTimeSeries() {
    metrics.responded(Responses.held(CallState.CALL_REFUSED, "an id, or a text"));
    metrics.responded(Responses.held(CallState.CALL_REJECTED, "of_a_later_bridge"));
    assertEquals(1, metrics.counts().get("refusals_interlock_other"));
    assertEquals(1, metrics.counts().get("refusals_bridge_other"));
  }

  @Test
  void aStageCountsWhereTheTranscriptWentThroughIt() {
    metrics.responded(Responses.EMPTY);
    metrics.responded(Responses.DONE);
    metrics.responded(
        Responses.DONE.toBuilder().clearResults().setOutcome(Outcome.OUTCOME_ASKED).build());
    List<String> lines = lines(CheckUp.starting());
    assertTrue(lines.contains("voxbus_stage_seconds_count{stage=\"wait\"} 2"));
    assertTrue(lines.contains("voxbus_stage_seconds_count{stage=\"resolve\"} 2"));
    assertTrue(lines.contains("voxbus_stage_seconds_count{stage=\"prepare\"} 1"));
    assertTrue(lines.contains("voxbus_stage_seconds_count{stage=\"bridge\"} 1"));
    assertTrue(lines.contains("voxbus_stage_seconds_count{stage=\"whole\"} 2"));
  }

  @Test
  void stagesAreInSeconds() {
    metrics.responded(Responses.DONE);
    List<String> lines = lines(CheckUp.starting());
    assertTrue(lines.contains("voxbus_stage_seconds_sum{stage=\"whole\"} 0.0247"));
    assertTrue(lines.contains("voxbus_stage_seconds_bucket{stage=\"wait\",le=\"0.001\"} 0"));
    assertTrue(lines.contains("voxbus_stage_seconds_bucket{stage=\"wait\",le=\"0.0025\"} 1"));
    assertTrue(lines.contains("voxbus_stage_seconds_bucket{stage=\"prepare\",le=\"5.0E-4\"} 1"));
  }

  @Test
  void everyReasonForADropIsCounted() {
    List.of(IgnoredBecause.values()).forEach(metrics::dropped);
    List.of(BridgeEvent.values()).forEach(metrics::dropped);
    List.of(Drop.values()).forEach(metrics::dropped);
    assertEquals(
        List.of(
            "drops_ack_late",
            "drops_ack_out_of_order",
            "drops_ack_too_large",
            "drops_ack_too_many",
            "drops_ack_unknown",
            "drops_ack_unreadable",
            "drops_not_final",
            "drops_oversized",
            "drops_redelivered",
            "drops_response_undelivered",
            "drops_state_ahead",
            "drops_state_retained",
            "drops_state_too_large",
            "drops_state_too_many",
            "drops_state_unreadable"),
        List.copyOf(metrics.counts().keySet()));
  }

  @Test
  void commandsAndFailuresOfTheJournalAreCounted() {
    metrics.commandPublished();
    metrics.commandPublished();
    metrics.journalFailed(FileJournal.Failure.RECORD);
    metrics.journalFailed(FileJournal.Failure.COMPACTION);
    assertEquals(
        Map.of("commands_published", 2L, "journal_failures", 1L, "journal_compaction_failures", 1L),
        metrics.counts());
  }

  @Test
  void gaugesAreWhatWasFound() {
    List<String> lines = lines(CheckUp.healthy(new Load(true, false, 3, 2, 1)));
    assertTrue(lines.contains("voxbus_queue_depth 3.0"));
    assertTrue(lines.contains("voxbus_transcripts_in_flight 2.0"));
    assertTrue(lines.contains("voxbus_commands_waiting 1.0"));
    assertTrue(lines.contains("voxbus_broker_connected 1.0"));
    assertTrue(lines.contains("voxbus_ready 1.0"));
    assertTrue(lines.contains("process_resident_memory_bytes 4096.0"));
    assertTrue(lines(CheckUp.starting()).contains("voxbus_ready 0.0"));
  }

  @Test
  void memoryThatNobodyKnowsIsLeftOut() {
    ServiceMetrics elsewhere = new ServiceMetrics(OptionalLong::empty);
    assertFalse(text(elsewhere, CheckUp.starting()).contains("process_resident_memory_bytes "));
  }

  @Test
  void identityTellsWhatRunsAndSinceWhen() {
    metrics.identity(
        ModuleStatus.newBuilder()
            .setVersion("1.2.3")
            .setModelId("m")
            .setModelHash("ab")
            .setCatalogueHash("cd")
            .setBoard("virtual")
            .setStartedAtMs(1_500)
            .build());
    List<String> lines = lines(CheckUp.starting());
    Optional<String> info = lines.stream().filter(line -> line.startsWith("voxbus_info")).findAny();
    assertEquals(
        "voxbus_info{board=\"virtual\",catalogue_hash=\"cd\",model_hash=\"ab\",model_id=\"m\","
            + "version=\"1.2.3\"} 1",
        info.orElse(""));
    assertTrue(lines.contains("process_start_time_seconds 1.5"));
  }

  private List<String> lines(CheckUp found) {
    return text(metrics, found).lines().toList();
  }

  private static String text(ServiceMetrics of, CheckUp found) {
    return PrometheusTextFormatWriter.create().toDebugString(of.scrape(found));
  }
}
