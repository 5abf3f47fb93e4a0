package io.voxbus.module.speech;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ids of the last minutes, bounded in time and number; the oldest is forgotten first. */
final class RecentIds {
  private final long keepNanos;
  private final int capacity;
  private final Map<String, Long> arrivals = new LinkedHashMap<>();

  RecentIds(SpeechLimits limits) {
    this.keepNanos = limits.rememberFor().toNanos();
    this.capacity = limits.rememberCount();
  }

  /** Notes the id; false when it is known already, which does not make it any younger. */
  boolean addIfNew(String id, long nowNanos) {
    forgetOlderThan(nowNanos);
    if (arrivals.putIfAbsent(id, nowNanos) != null) {
      return false;
    }
    if (arrivals.size() > capacity) {
      removeFirst();
    }
    return true;
  }

  void forget(String id) {
    arrivals.remove(id);
  }

  private void forgetOlderThan(long nowNanos) {
    Iterator<Long> oldestFirst = arrivals.values().iterator();
    while (oldestFirst.hasNext() && nowNanos - oldestFirst.next() >= keepNanos) {
      oldestFirst.remove();
    }
  }

  private void removeFirst() {
    Iterator<String> oldestFirst = arrivals.keySet().iterator();
    oldestFirst.next();
    oldestFirst.remove();
  }
}
