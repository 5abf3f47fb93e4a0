package io.voxbus.hil.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.hil.run.Stage;
import io.voxbus.hil.run.Verdict;
import io.voxbus.module.can.CandumpLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What became of one scenario, as {@code report.json} tells it: the other reports are made of this,
 * be it of a run that has just ended or of several that are put together.
 *
 * @param json an element of {@code results}
 */
record Case(JsonNode json) {

  /**
   * Something that happened.
   *
   * @param millis since the scenario's first moment
   * @param kind the phase of a step, {@code NOT MET}, or {@code seen}
   */
  record Line(double millis, String kind, String text) {}

  /** A transcript: when it was said, in the time of day, and where its time went. */
  record Said(Instant at, Map<Stage, Long> micros) {}

  String text(String key) {
    return json.path(key).asText();
  }

  List<String> texts(String key) {
    return each(key).map(JsonNode::asText).toList();
  }

  /** The scenario's name, and the round in runs of several. */
  String title(int rounds) {
    return rounds == 1 ? text("scenario") : text("scenario") + " #" + text("round");
  }

  Verdict verdict() {
    return Verdict.valueOf(text("verdict").toUpperCase(Locale.ROOT));
  }

  Instant started() {
    return Instant.parse(text("started"));
  }

  Duration took() {
    return Duration.ofNanos(Math.round(json.path("took_ms").asDouble() * 1e6));
  }

  /** What happened, in the order of time. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (JsonNode step : json.path("steps")) {
      lines.add(line(step, "actual_ms", step.path("phase").asText(), "action"));
      if (!step.path("message").asText().isEmpty()) {
        lines.add(line(step, "ended_ms", "NOT MET", "message"));
      }
    }
    for (JsonNode seen : json.path("seen")) {
      lines.add(line(seen, "at_ms", "seen", "told"));
    }
    lines.sort((one, other) -> Double.compare(one.millis(), other.millis()));
    return lines;
  }

  private static Line line(JsonNode from, String time, String kind, String text) {
    return new Line(from.path(time).asDouble(), kind, from.path(text).asText());
  }

  List<Said> utterances() {
    return each("utterances")
        .map(
            said ->
                new Said(
                    started().plusNanos((long) (said.path("said_ms").asDouble() * 1e6)),
                    micros(said)))
        .toList();
  }

  private static Map<Stage, Long> micros(JsonNode said) {
    Map<Stage, Long> micros = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      JsonNode millis = said.path(stage.word() + "_ms");
      if (millis.isNumber()) {
        micros.put(stage, Math.round(millis.asDouble() * 1e3));
      }
    }
    return micros;
  }

  /** The frames that were on the bus. */
  List<CandumpLine> frames() {
    return each("seen")
        .map(seen -> CandumpLine.parse(seen.at("/frame/candump").asText()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Stream<JsonNode> each(String key) {
    return StreamSupport.stream(json.path(key).spliterator(), false);
  }
}
