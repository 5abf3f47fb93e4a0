package io.voxbus.hil.report;

import io.voxbus.hil.run.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * How long each stage took, in microseconds: logs with an interval for each second in which
 * something was said, and percentiles, both in the formats of HdrHistogram.
 */
public final class StageLatencies {
  /** An hour. */
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private static final int DIGITS = 3;
  private static final double MICROS_PER_MILLI = 1000;

  private final Instant started;
  private final Map<Stage, Map<Long, List<Long>>> bySecond = new EnumMap<>(Stage.class);

  /**
   * None yet.
   *
   * @param started from when on the logs count
   */
  public StageLatencies(Instant started) {
    this.started = started;
  }

  /** Those of a run. */
  static StageLatencies of(Document run) {
    StageLatencies latencies = new StageLatencies(run.started());
    for (Case each : run.cases()) {
      each.utterances().forEach(said -> latencies.add(said.at(), said.micros()));
    }
    return latencies;
  }

  /**
   * Adds those of an utterance.
   *
   * @param at when it was said
   * @param micros of each stage
   */
  public void add(Instant at, Map<Stage, Long> micros) {
    micros.forEach((stage, value) -> add(stage, at.getEpochSecond(), value));
  }

  /** All values of each stage that has any. */
  public Map<Stage, Histogram> whole() {
    Map<Stage, Histogram> whole = new EnumMap<>(Stage.class);
    bySecond.forEach(
        (stage, seconds) -> {
          Histogram all = new Histogram(DIGITS);
          seconds.values().forEach(values -> values.forEach(all::recordValue));
          whole.put(stage, all);
        });
    return whole;
  }

  /** Writes {@code STAGE.hlog} and {@code STAGE.hgrm} for each stage that has any value. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<Stage, Map<Long, List<Long>>> stage : bySecond.entrySet()) {
      log(folder.resolve(stage.getKey().word() + ".hlog"), stage.getValue());
    }
    for (Map.Entry<Stage, Histogram> stage : whole().entrySet()) {
      Path file = folder.resolve(stage.getKey().word() + ".hgrm");
      try (PrintStream out =
          new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
        stage.getValue().outputPercentileDistribution(out, MICROS_PER_MILLI);
      }
    }
  }

  private void log(Path file, Map<Long, List<Long>> seconds) throws IOException {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputComment("[Latencies of voxbus bench, in microseconds]");
      log.outputLogFormatVersion();
      log.outputStartTime(started.toEpochMilli());
      log.setBaseTime(started.toEpochMilli());
      log.outputLegend();
      seconds.forEach((second, values) -> log.outputIntervalHistogram(interval(second, values)));
    }
  }

  private void add(Stage stage, long second, long micros) {
    bySecond
        .computeIfAbsent(stage, none -> new TreeMap<>())
        .computeIfAbsent(second, none -> new ArrayList<>())
        .add(Math.min(micros, LONGEST_MICROS));
  }

  /** Made when it is written: one of these takes more room than all its values. */
  private static Histogram interval(long second, List<Long> values) {
    Histogram interval = new Histogram(DIGITS);
    values.forEach(interval::recordValue);
    interval.setStartTimeStamp(second * 1000);
    interval.setEndTimeStamp((second + 1) * 1000);
    return interval;
  }
}
