package io.voxbus.module.observe;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Timings;
import java.util.List;

/** How long each stage of a transcript's way takes. */
final class StageTimes {
  private static final double MICROS = 1e6;
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
  };

  private final Histogram histogram;

  StageTimes(PrometheusRegistry registry) {
    histogram =
        Histogram.builder()
            .name("voxbus_stage_seconds")
            .help("How long a transcript spent in each stage; whole is their sum.")
            .labelNames("stage")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    List.of("wait", "resolve", "prepare", "bridge", "whole").forEach(histogram::initLabelValues);
  }

  /** Counts a stage in where the transcript went through it. */
  void add(CommandResponse response) {
    if (!response.hasTimings()) {
      return;
    }
    Timings timings = response.getTimings();
    add("wait", timings.getWaitUs());
    if (response.hasConfidence()) {
      add("resolve", timings.getResolveUs());
    }
    if (response.getResultsCount() > 0) {
      add("prepare", timings.getPrepareUs());
    }
    if (response.getResultsList().stream()
        .map(CallResult::getCommandId)
        .anyMatch(id -> !id.isEmpty())) {
      add("bridge", timings.getBridgeUs());
    }
    add("whole", wholeMicros(timings));
  }

  /** From the transcript's arrival until its answer was known, in microseconds. */
  static long wholeMicros(Timings timings) {
    return (long) timings.getWaitUs()
        + timings.getResolveUs()
        + timings.getPrepareUs()
        + timings.getBridgeUs();
  }

  private void add(String stage, long micros) {
    histogram.labelValues(stage).observe(micros / MICROS);
  }
}
