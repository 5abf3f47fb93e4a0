package io.voxbus.module.observe;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.voxbus.module.bridge.BridgeEvent;
import io.voxbus.module.journal.FileJournal;
import io.voxbus.module.speech.TranscriptOutcome.IgnoredBecause;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.ModuleStatus;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.UpdateResult;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * All that is counted and measured about one service; may be used by several threads. No label
 * carries an id, a text or anything else that a sender chooses.
 */
public final class ServiceMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter transcripts =
      labelled("voxbus_transcripts", "Transcripts that were answered, by outcome.", "outcome");
  private final Counter calls =
      labelled("voxbus_calls", "Calls that were answered, by how far they got.", "state");
  private final Counter drops =
      labelled("voxbus_drops", "Messages that led to nothing, by reason.", "reason");
  private final Counter commands =
      plain("voxbus_commands_published", "Commands on the wire, repetitions included.");
  private final Counter journalFailures =
      plain("voxbus_journal_failures", "Records that could not be written to the journal.");
  private final Counter journalCompactionFailures =
      plain("voxbus_journal_compaction_failures", "How often the journal could not be shortened.");
  private final Counter updates =
      labelled("voxbus_model_updates", "Updates of the model, by how they ended.", "result");
  private final HeldCalls held = new HeldCalls(registry);
  private final StageTimes stages = new StageTimes(registry);
  private final Gauges gauges;

  /**
   * Nothing is counted yet.
   *
   * @param residentBytes how much RAM the process takes, in bytes; empty where nobody knows
   */
  public ServiceMetrics(Supplier<OptionalLong> residentBytes) {
    gauges = new Gauges(registry, residentBytes);
    init(transcripts, Outcome.values());
    init(calls, CallState.values());
    init(drops, IgnoredBecause.values());
    init(drops, BridgeEvent.values());
    init(drops, Drop.values());
    init(updates, UpdateResult.values());
  }

  /** What is running, and since when. */
  public void identity(ModuleStatus status) {
    gauges.identity(status);
  }

  /** A transcript was answered. */
  public void responded(CommandResponse response) {
    transcripts.labelValues(Labels.of(response.getOutcome())).inc();
    for (CallResult result : response.getResultsList()) {
      calls.labelValues(Labels.of(result.getState())).inc();
      held.add(result);
    }
    stages.add(response);
  }

  /** A transcript needed no answer. */
  public void dropped(IgnoredBecause reason) {
    drops.labelValues(Labels.of(reason)).inc();
  }

  /** An ack led nowhere. */
  public void dropped(BridgeEvent reason) {
    drops.labelValues(Labels.of(reason)).inc();
  }

  /** Something else was dropped. */
  public void dropped(Drop reason) {
    drops.labelValues(Labels.of(reason)).inc();
  }

  /** A command goes out. */
  public void commandPublished() {
    commands.inc();
  }

  /** Something became of an update of the model. */
  public void modelUpdated(UpdateResult result) {
    updates.labelValues(Labels.of(result)).inc();
  }

  /** Something could not be written to the journal. */
  public void journalFailed(FileJournal.Failure failure) {
    switch (failure) {
      case RECORD -> journalFailures.inc();
      case COMPACTION -> journalCompactionFailures.inc();
    }
  }

  /**
   * The counters that are not zero, by name, in order: the metric's without {@code voxbus_} and
   * {@code _total}, then its labels' values, for example {@code transcripts_done}.
   */
  public Map<String, Long> counts() {
    return Counts.of(registry.scrape());
  }

  /** Everything, with the gauges as they were found. */
  MetricSnapshots scrape(CheckUp found) {
    gauges.set(found);
    return registry.scrape();
  }

  private Counter labelled(String name, String help, String label) {
    return Counter.builder().name(name).help(help).labelNames(label).register(registry);
  }

  private Counter plain(String name, String help) {
    return Counter.builder().name(name).help(help).register(registry);
  }

  /** A counter that is there from the start shows its first event as a step. */
  private static void init(Counter counter, Enum<?>[] constants) {
    Arrays.stream(constants)
        .map(Labels::of)
        .filter(label -> !label.equals("unspecified"))
        .forEach(counter::initLabelValues);
  }
}
