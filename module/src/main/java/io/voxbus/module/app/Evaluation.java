package io.voxbus.module.app;

import io.voxbus.module.app.LabelledRow.Kind;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.resolve.Resolver;
import io.voxbus.vehicle.Call;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came out of labelled utterances so far. Belongs to one thread. */
final class Evaluation {
  private final Map<Kind, Score> scores = new EnumMap<>(Kind.class);
  private final Latencies latencies = new Latencies();
  private Acting acting = Acting.NONE;
  private final List<Map<String, Object>> misses = new ArrayList<>();

  /** Resolves an utterance and counts what comes out. */
  void add(LabelledRow row, Resolver resolver) {
    long started = System.nanoTime();
    Resolution got = row.utterance().resolve(resolver);
    latencies.add(System.nanoTime() - started);
    scores.merge(row.kind(), Score.of(row.calls(), got.calls()), Score::plus);
    acting = acting.plus(Acting.of(row.calls(), got, resolver.thresholds()));
    if (!row.calls().equals(got.calls())) {
      misses.add(miss(row, got));
    }
  }

  private static Map<String, Object> miss(LabelledRow row, Resolution got) {
    Map<String, Object> miss = new LinkedHashMap<>();
    miss.put("id", row.id());
    miss.put("kind", row.kind().label());
    miss.put("text", row.utterance().text());
    miss.put("context", maps(row.utterance().context()));
    miss.put("expected", maps(row.calls()));
    miss.put("got", maps(got.calls()));
    miss.put("confidence", ResolveCommand.rounded(got.confidence()));
    return miss;
  }

  private static List<Map<String, Object>> maps(List<Call> calls) {
    return calls.stream().map(Call::toMap).toList();
  }

  /** The rows that came out otherwise, in order, as they are written to a file. */
  List<Map<String, Object>> misses() {
    return misses;
  }

  private Score all() {
    return scores.values().stream().reduce(Score.NONE, Score::plus);
  }

  /** The report for people. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "%-9s %7s %18s %18s", "", "rows", "right function", "whole call"));
    scores.forEach((kind, score) -> lines.add(line(kind.label(), score)));
    lines.add(line("all", all()));
    lines.add(acting.line());
    lines.add(
        String.format(
            Locale.ROOT,
            "text to calls: p50 %.1f ms, p99 %.1f ms",
            latencies.micros(0.5) / 1e3,
            latencies.micros(0.99) / 1e3));
    return lines;
  }

  private static String line(String name, Score score) {
    return String.format(
        Locale.ROOT,
        "%-9s %7d %7d %8.2f %% %7d %8.2f %%",
        name,
        score.rows(),
        score.rightFunction(),
        percent(score.rightFunction(), score.rows()),
        score.wholeCall(),
        percent(score.wholeCall(), score.rows()));
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  /** The report for machines: rows, right_function and whole_call by kind, and microseconds. */
  Map<String, Object> toMap() {
    Map<String, Object> kinds = new LinkedHashMap<>();
    scores.forEach((kind, score) -> kinds.put(kind.label(), score.toMap()));
    kinds.put("all", all().toMap());
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("kinds", kinds);
    report.put("acting", acting.toMap());
    report.put(
        "micros",
        new TreeMap<>(Map.of("p50", latencies.micros(0.5), "p99", latencies.micros(0.99))));
    return report;
  }
}
