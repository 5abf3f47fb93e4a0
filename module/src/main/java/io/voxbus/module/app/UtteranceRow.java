package io.voxbus.module.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.module.resolve.CallJson;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.util.List;

/**
 * What was said: {@code {"text": "...", "context": [calls]?}}; other fields do not count.
 *
 * @param context the calls of the turn before; empty without one
 */
record UtteranceRow(String text, List<Call> context) {
  UtteranceRow {
    context = List.copyOf(context);
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException when a field has another form
   * @throws IllegalCallException when the catalogue does not admit a call of the context
   */
  static UtteranceRow of(JsonNode json, Catalogue catalogue) {
    if (!json.path("text").isTextual()) {
      throw new IllegalArgumentException("text must be a string");
    }
    JsonNode context = json.path("context");
    boolean alone = context.isMissingNode() || context.isNull();
    return new UtteranceRow(
        json.get("text").textValue(), alone ? List.of() : calls("context", context, catalogue));
  }

  /** Calls in a field of that name; see {@link #of} for what is thrown. */
  static List<Call> calls(String field, JsonNode json, Catalogue catalogue) {
    try {
      return CallJson.calls(json, catalogue);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }
}
