package io.voxbus.hil.chaos;

import io.voxbus.hil.process.BusEntry;
import io.voxbus.proto.v1.Outcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was counted in a run.
 *
 * @param answered how many transcripts were answered
 * @param carriedOut how many commands were on the bus
 * @param twice commands whose frames were on the bus more than once
 * @param forbidden commands that were on the bus though the car had long been driving
 * @param onlyDuplicate transcripts whose only answer is that they came before: the answer itself
 *     was lost with a broker that was killed
 * @param outcomes how often each outcome was answered
 * @param disturbances how often each disturbance came
 * @param diskWasFull whether there was a disk that could be filled
 */
record Findings(
    int answered,
    int carriedOut,
    Set<String> twice,
    Set<String> forbidden,
    Set<String> onlyDuplicate,
    Map<Outcome, Integer> outcomes,
    Map<Disturbance, Integer> disturbances,
    boolean diskWasFull) {

  /**
   * A state may be two seconds old, and a command lives for two more; the rest is for the clocks.
   */
  private static final long LONG_DRIVING_MS = 5000;

  /**
   * Counts.
   *
   * @param speaker who said what, and heard what
   * @param bus what was on the bus, in order
   * @param timeline when the car drove
   */
  static Findings of(Speaker speaker, List<BusEntry> bus, Timeline timeline, boolean diskWasFull) {
    Map<String, List<Outcome>> heard = speaker.outcomes();
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    heard.values().forEach(all -> outcomes.merge(all.get(0), 1, Integer::sum));
    return new Findings(
        heard.size(),
        (int) bus.stream().map(BusEntry::commandId).distinct().count(),
        twice(bus),
        forbidden(speaker, bus, timeline),
        onlyDuplicate(heard),
        outcomes,
        timeline.disturbances(),
        diskWasFull);
  }

  /** Whether nothing happened that must never happen. */
  boolean isGood() {
    return twice.isEmpty() && forbidden.isEmpty();
  }

  /**
   * The first frame of each identifier counts: what is carried out again begins with it. The one
   * that puts a request back may come again, from a bridge that was killed before it knew.
   */
  static Set<String> twice(List<BusEntry> bus) {
    Map<String, String> first = new HashMap<>();
    return bus.stream()
        .filter(entry -> entry.frame().equals(first.putIfAbsent(identifier(entry), entry.frame())))
        .map(BusEntry::commandId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String identifier(BusEntry entry) {
    return entry.commandId() + " " + entry.frame().split("#", 2)[0];
  }

  /** The first frame counts: what follows it takes back a request that was made in time. */
  private static Set<String> forbidden(Speaker speaker, List<BusEntry> bus, Timeline timeline) {
    Set<String> begun = new HashSet<>();
    return bus.stream()
        .filter(entry -> begun.add(entry.commandId()))
        .filter(entry -> speaker.saidForbidden(entry.transcriptId()))
        .filter(entry -> timeline.droveAllTheTime(entry.atMs() - LONG_DRIVING_MS, entry.atMs()))
        .map(BusEntry::commandId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> onlyDuplicate(Map<String, List<Outcome>> heard) {
    return heard.entrySet().stream()
        .filter(
            answers -> answers.getValue().stream().allMatch(o -> o == Outcome.OUTCOME_DUPLICATE))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
