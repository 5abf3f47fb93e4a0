package io.voxbus.module.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An utterance and what it asks for.
 *
 * @param id the row's own, or its file and line
 * @param utterance what was said
 * @param kind what sort of utterance it is
 * @param calls what must come out, in the order spoken
 */
record LabelledRow(String id, UtteranceRow utterance, Kind kind, List<Call> calls) {
  LabelledRow {
    calls = List.copyOf(calls);
  }

  /** The sorts of utterance, in the order in which they are reported. */
  enum Kind {
    SINGLE,
    MULTI,
    FOLLOWUP,
    REJECT,
    /** An everyday utterance without a label, which asks for nothing. */
    NOTHING;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Kind of(JsonNode json) {
      for (Kind kind : List.of(SINGLE, MULTI, FOLLOWUP, REJECT)) {
        if (kind.label().equals(json.textValue())) {
          return kind;
        }
      }
      throw new IllegalArgumentException("kind must be single, multi, followup or reject");
    }
  }

  /**
   * All rows of a JSONL file.
   *
   * @param expectNothing admits rows without {@code calls}, which then ask for nothing
   * @throws CommandException naming the line of the first row that is none
   */
  static List<LabelledRow> read(Path file, Catalogue catalogue, boolean expectNothing)
      throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      JsonLines lines = new JsonLines(in);
      for (Optional<JsonRow> row = lines.next(); row.isPresent(); row = lines.next()) {
        rows.add(of(file, row.get(), catalogue, expectNothing));
      }
    }
    return rows;
  }

  private static LabelledRow of(
      Path file, JsonRow row, Catalogue catalogue, boolean expectNothing) {
    String place = file + ":" + row.line();
    if (row instanceof JsonRow.Malformed malformed) {
      throw new CommandException(place + ": " + malformed.problem());
    }
    JsonNode json = ((JsonRow.Fields) row).json();
    try {
      return of(json, json.path("id").asText(place), catalogue, expectNothing);
    } catch (IllegalArgumentException | IllegalCallException e) {
      throw new CommandException(place + ": " + e.getMessage());
    }
  }

  private static LabelledRow of(
      JsonNode json, String id, Catalogue catalogue, boolean expectNothing) {
    UtteranceRow utterance = UtteranceRow.of(json, catalogue);
    if (!json.has("calls")) {
      requireExpectation(expectNothing);
      return new LabelledRow(id, utterance, Kind.NOTHING, List.of());
    }
    List<Call> calls = UtteranceRow.calls("calls", json.path("calls"), catalogue);
    return new LabelledRow(id, utterance, Kind.of(json.path("kind")), calls);
  }

  private static void requireExpectation(boolean expectNothing) {
    if (!expectNothing) {
      throw new IllegalArgumentException(
          "the row has no calls; with --expect-nothing such rows must give none");
    }
  }
}
