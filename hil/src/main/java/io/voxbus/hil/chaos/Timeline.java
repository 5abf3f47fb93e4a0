package io.voxbus.hil.chaos;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** When the car drove and when it was parked, and what was disturbed how often. */
final class Timeline {
  private final NavigableMap<Long, Boolean> driving = new TreeMap<>();
  private final Map<Disturbance, Integer> disturbances = new EnumMap<>(Disturbance.class);

  void parked() {
    driving.put(System.currentTimeMillis(), false);
  }

  void driving() {
    driving.put(System.currentTimeMillis(), true);
  }

  boolean isDriving() {
    return driving.lastEntry().getValue();
  }

  void disturbed(Disturbance what) {
    disturbances.merge(what, 1, Integer::sum);
  }

  /** How often each disturbance came. */
  Map<Disturbance, Integer> disturbances() {
    return Map.copyOf(disturbances);
  }

  /** Whether the car drove all the time from one moment to another, in milliseconds. */
  boolean droveAllTheTime(long fromMs, long untilMs) {
    Map.Entry<Long, Boolean> before = driving.floorEntry(fromMs);
    return before != null
        && before.getValue()
        && driving.subMap(fromMs, true, untilMs, true).values().stream().allMatch(on -> on);
  }
}
