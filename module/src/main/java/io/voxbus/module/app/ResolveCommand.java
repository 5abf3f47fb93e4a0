package io.voxbus.module.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.resolve.Resolver;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code voxbus resolve}: utterances in, what the model makes of each out. */
@Command(
    name = "resolve",
    description = {
      "Reads utterances from standard input, one JSON object a line, and writes the calls that the"
          + " model finds in each, in the same order.",
      "",
      "in:  {\"id\": ..., \"text\": \"...\", \"context\": [calls of the turn before]}",
      "     \"confidence\": 0..1 and \"alternatives\": [{\"text\": ..., \"confidence\": ...}], the"
          + " recogniser's other readings, are taken into account when given",
      "out: {\"id\": ..., \"calls\": [{\"function\": ..., \"args\": {...}}], \"confidence\": 0..1,"
          + " \"decision\": \"act|ask|nothing\", \"micros\": ...}",
      "     decision is what the service does about the reading; when it is too unsure to act,"
          + " \"instead\": [calls] is the other reading that it could be",
      "",
      "A malformed line gives {\"id\": ..., \"error\": \"...\"} in its place, and exit code 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ResolveCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Catalogue catalogue = Catalogue.standard();

  @Mixin private final ModelOption model = new ModelOption();

  ResolveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (Resolver resolver = Resolver.open(model.bundle(catalogue))) {
      return answerAll(resolver) ? 0 : 1;
    }
  }

  private boolean answerAll(Resolver resolver) throws IOException {
    JsonLines lines = new JsonLines(terminal.in());
    boolean good = true;
    for (Optional<JsonRow> row = lines.next(); row.isPresent(); row = lines.next()) {
      Map<String, Object> answer = answer(row.get(), resolver);
      good &= !answer.containsKey("error");
      terminal.out().println(JsonLines.text(answer));
      if (lines.mustWait()) {
        terminal.out().flush();
      }
    }
    return good;
  }

  private Map<String, Object> answer(JsonRow row, Resolver resolver) {
    if (row instanceof JsonRow.Malformed malformed) {
      return error(Map.of(), row.line(), malformed.problem());
    }
    ObjectNode json = ((JsonRow.Fields) row).json();
    Map<String, Object> id = id(json.path("id"));
    if (id.isEmpty()) {
      return error(id, row.line(), "id must be a string or a number");
    }
    try {
      return answer(id, UtteranceRow.of(json, catalogue), resolver);
    } catch (IllegalArgumentException | IllegalCallException e) {
      return error(id, row.line(), Mistakes.firstLine(e));
    }
  }

  /** The field as it is written out again; no field when the row has none that is one. */
  private static Map<String, Object> id(JsonNode id) {
    return id.isTextual() || id.isNumber() ? Map.of("id", id) : Map.of();
  }

  private static Map<String, Object> answer(
      Map<String, Object> id, UtteranceRow utterance, Resolver resolver) {
    long started = System.nanoTime();
    Resolution resolution = utterance.resolve(resolver);
    long micros = (System.nanoTime() - started) / 1_000;
    Map<String, Object> answer = new LinkedHashMap<>(id);
    answer.put("calls", resolution.calls().stream().map(Call::toMap).toList());
    answer.put("confidence", rounded(resolution.confidence()));
    answer.put("decision", Decision.of(resolution, resolver.thresholds()).label());
    resolution
        .doubt()
        .ifPresent(
            doubt -> answer.put("instead", doubt.instead().stream().map(Call::toMap).toList()));
    answer.put("micros", micros);
    return answer;
  }

  /** Six decimals say more than the model knows. */
  static double rounded(double confidence) {
    return Math.rint(confidence * 1e6) / 1e6;
  }

  private static Map<String, Object> error(Map<String, Object> id, int line, String problem) {
    Map<String, Object> answer = new LinkedHashMap<>(id);
    answer.put("error", "line " + line + ": " + problem);
    return answer;
  }
}
