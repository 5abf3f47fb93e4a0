package io.voxbus.module.app;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened, by name. May be used by several threads. */
public final class Metrics {
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

  /**
   * Counts one event.
   *
   * @param event an outcome, a reason or another constant; its name in lower case is the counter's
   */
  void count(Enum<?> event) {
    counters
        .computeIfAbsent(event.name().toLowerCase(Locale.ROOT), name -> new LongAdder())
        .increment();
  }

  /** The counters so far, by name, in order; one that never counted is not there. */
  public Map<String, Long> snapshot() {
    Map<String, Long> snapshot = new TreeMap<>();
    counters.forEach((name, count) -> snapshot.put(name, count.sum()));
    return snapshot;
  }
}
