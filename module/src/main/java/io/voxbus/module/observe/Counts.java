package io.voxbus.module.observe;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The counters of a scrape in short, for a line in the log. */
final class Counts {
  private Counts() {}

  /** Those that are not zero, by name. */
  static Map<String, Long> of(MetricSnapshots scraped) {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricSnapshot metric : scraped) {
      if (metric instanceof CounterSnapshot counter) {
        String name = metric.getMetadata().getName().replaceFirst("^voxbus_", "");
        counter.getDataPoints().stream()
            .filter(point -> point.getValue() > 0)
            .forEach(point -> counts.put(name + values(point), (long) point.getValue()));
      }
    }
    return counts;
  }

  private static String values(CounterSnapshot.CounterDataPointSnapshot point) {
    return point.getLabels().stream()
        .map(Label::getValue)
        .map(value -> "_" + value)
        .collect(Collectors.joining());
  }
}
