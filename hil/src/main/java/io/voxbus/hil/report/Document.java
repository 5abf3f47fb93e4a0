package io.voxbus.hil.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.hil.run.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A run as {@code report.json} and {@code environment.json} tell it.
 *
 * @param report everything that was found out
 * @param environment what it ran on and with
 */
public record Document(JsonNode report, JsonNode environment) {
  static final String REPORT_FILE = "report.json";
  static final String ENVIRONMENT_FILE = "environment.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Of a run that is over.
   *
   * @throws IOException when board, model or scenarios cannot be read any more
   */
  public static Document of(RunRecord run) throws IOException {
    return new Document(JsonReport.of(run), EnvironmentReport.of(run));
  }

  /**
   * Reads the reports of a run.
   *
   * @param folder where {@code bench run} wrote them
   * @throws IOException when they are not there, or are none
   */
  public static Document read(Path folder) throws IOException {
    JsonNode report = MAPPER.readTree(folder.resolve(REPORT_FILE).toFile());
    if (!report.path("results").isArray() || !report.path("started").isTextual()) {
      throw new IOException(folder.resolve(REPORT_FILE) + " is no report of voxbus bench run");
    }
    return new Document(report, MAPPER.readTree(folder.resolve(ENVIRONMENT_FILE).toFile()));
  }

  /**
   * Puts runs together: all results in the order of the runs, from the first beginning to the last
   * end by the clocks of their hosts.
   *
   * @param runs at least one
   * @param names what each environment is called
   */
  public static Document merge(List<Document> runs, List<String> names) {
    Instant started = runs.stream().map(Document::started).min(Comparator.naturalOrder()).get();
    Instant ended =
        runs.stream()
            .map(run -> run.started().plus(run.took()))
            .max(Comparator.naturalOrder())
            .get();
    ObjectNode report = runs.get(0).report.deepCopy();
    report.put("started", started.toString());
    report.put("took_ms", Duration.between(started, ended).toNanos() / 1e6);
    ArrayNode targets = report.putArray("targets");
    runs.stream().flatMap(run -> run.targets().stream()).distinct().forEach(targets::add);
    ArrayNode results = report.putArray("results");
    runs.forEach(run -> run.report.path("results").forEach(results::add));
    ObjectNode environment = MAPPER.createObjectNode();
    for (int i = 0; i < runs.size(); i++) {
      environment.set(names.get(i), runs.get(i).environment);
    }
    return new Document(report, environment);
  }

  /**
   * The same run without what differs from run to run, told by a clock that moves on with each step
   * and with what follows from it: two runs in which the same happened are told in the same bytes.
   */
  public Document inLogicalTime() {
    return LogicalTime.of(this);
  }

  /** All scenarios, in the order in which they were begun. */
  List<Case> cases() {
    return StreamSupport.stream(report.path("results").spliterator(), false)
        .map(Case::new)
        .toList();
  }

  /** How many scenarios ended so. */
  public long count(Verdict verdict) {
    return cases().stream().filter(each -> each.verdict() == verdict).count();
  }

  /** How often each scenario was run. */
  int rounds() {
    return report.path("rounds").asInt(1);
  }

  Instant started() {
    return Instant.parse(report.path("started").asText());
  }

  /** The host that ran it; of several, the first. */
  String host() {
    return environment.findPath("host").path("name").asText();
  }

  /** From the first moment to the last. */
  public Duration took() {
    return Duration.ofNanos(Math.round(report.path("took_ms").asDouble() * 1e6));
  }

  List<String> targets() {
    List<String> targets = new ArrayList<>();
    report.path("targets").forEach(target -> targets.add(target.asText()));
    return targets;
  }
}
