package io.voxbus.hil.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.module.can.CandumpLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Tells a run by a clock of its own, so that two runs in which the same happened are told in the
 * same bytes: the clock moves on by a millisecond with each step, and with each command, frame and
 * answer that follows from it. What differs from run to run is left out: measured times, the host,
 * acks, of which a late one may be seen or not, and the number of the service's life.
 */
final class LogicalTime {
  private static final List<String> KINDS = List.of("command", "frame", "response");
  private static final List<String> TIMES_OF_COMMAND =
      List.of("issuedAtMs", "expiresAtMs", "run", "signature");

  private final ObjectNode result;
  private final List<ObjectNode> seen = new ArrayList<>();
  private final List<String> transcripts = new ArrayList<>();
  private int said;
  private int tick;

  private LogicalTime(ObjectNode result) {
    this.result = result;
    result.path("utterances").forEach(each -> transcripts.add(each.path("transcript").asText()));
    for (JsonNode each : result.path("seen")) {
      if (KINDS.stream().anyMatch(each::has)) {
        seen.add((ObjectNode) each);
      }
    }
    seen.sort(
        Comparator.comparing((ObjectNode each) -> each.has("response"))
            .thenComparing(LogicalTime::owner)
            .thenComparing(LogicalTime::rank));
  }

  /** The same run, told by this clock. */
  static Document of(Document run) {
    ObjectNode report = run.report().deepCopy();
    int whole = 0;
    for (JsonNode each : report.path("results")) {
      whole += new LogicalTime((ObjectNode) each).tell();
    }
    report.put("started", Instant.EPOCH.toString());
    report.put("took_ms", whole);
    ObjectNode environment = run.environment().deepCopy();
    environment.remove(List.of("started", "host"));
    return new Document(report, environment);
  }

  /** How many milliseconds it took by this clock. */
  private int tell() {
    ArrayNode told = result.arrayNode();
    for (JsonNode each : result.path("steps")) {
      step((ObjectNode) each, told);
    }
    seen.forEach(rest -> add(rest, told)); // of no transcript of ours
    result.set("seen", told);
    for (JsonNode each : result.path("utterances")) {
      ((ObjectNode) each).retain("transcript");
    }
    result.put("started", Instant.EPOCH.toString());
    result.put("took_ms", tick);
    return tick;
  }

  private void step(ObjectNode step, ArrayNode told) {
    step.put("intended_ms", tick);
    step.put("actual_ms", tick);
    tick++;
    if (step.path("action").asText().startsWith("say ") && said < transcripts.size()) {
      follow(transcripts.get(said), told);
      said++;
    }
    step.put("ended_ms", tick);
  }

  /** What follows from a transcript. */
  private void follow(String transcript, ArrayNode told) {
    List<ObjectNode> own =
        seen.stream().filter(each -> (owner(each) + "/").startsWith(transcript + "/")).toList();
    own.forEach(each -> add(each, told));
    seen.removeAll(own);
  }

  private void add(ObjectNode each, ArrayNode told) {
    each.put("at_ms", tick);
    if (each.has("command")) {
      ((ObjectNode) each.path("command")).remove(TIMES_OF_COMMAND);
    } else if (each.has("response")) {
      ((ObjectNode) each.path("response")).remove("timings");
    } else {
      ObjectNode frame = (ObjectNode) each.path("frame");
      frame.put("candump", line(frame.path("candump").asText()));
    }
    told.add(each);
    tick++;
  }

  private String line(String candump) {
    CandumpLine line = CandumpLine.parse(candump).orElseThrow();
    String time = String.format(Locale.ROOT, "%.6f", tick / 1e3);
    return new CandumpLine(time, line.channel(), line.id(), line.extended(), line.fd(), line.data())
        .toString();
  }

  /** The command or transcript that something belongs to. */
  private static String owner(JsonNode seen) {
    return seen.at("/command/id").asText()
        + seen.at("/frame/command").asText()
        + seen.at("/response/transcriptId").asText();
  }

  private static int rank(JsonNode seen) {
    for (String kind : KINDS) {
      if (seen.has(kind)) {
        return KINDS.indexOf(kind);
      }
    }
    return KINDS.size();
  }
}
