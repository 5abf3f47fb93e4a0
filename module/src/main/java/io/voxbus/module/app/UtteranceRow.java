package io.voxbus.module.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.module.resolve.BestReading;
import io.voxbus.module.resolve.CallJson;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.resolve.Resolver;
import io.voxbus.module.speech.Reading;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was said: {@code {"text": "...", "confidence": 0..1?, "alternatives": [{"text": "...",
 * "confidence": 0..1?}]?, "context": [calls]?}}; other fields do not count.
 *
 * @param readings what the recogniser heard, best first, at least one
 * @param context the calls of the turn before; empty without one
 */
record UtteranceRow(List<Reading> readings, List<Call> context) {
  UtteranceRow {
    readings = List.copyOf(readings);
    context = List.copyOf(context);
  }

  /** What the recogniser heard best. */
  String text() {
    return readings.get(0).text();
  }

  /** What the model makes of it. */
  Resolution resolve(Resolver resolver) {
    return BestReading.of(readings, text -> resolver.resolve(text, context));
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException when a field has another form
   * @throws IllegalCallException when the catalogue does not admit a call of the context
   */
  static UtteranceRow of(JsonNode json, Catalogue catalogue) {
    JsonNode context = json.path("context");
    boolean alone = context.isMissingNode() || context.isNull();
    return new UtteranceRow(
        readings(json), alone ? List.of() : calls("context", context, catalogue));
  }

  private static List<Reading> readings(JsonNode json) {
    List<Reading> readings = new ArrayList<>();
    readings.add(reading(json));
    JsonNode alternatives = json.path("alternatives");
    if (!alternatives.isMissingNode() && !alternatives.isNull() && !alternatives.isArray()) {
      throw new IllegalArgumentException("alternatives must be a list");
    }
    alternatives.forEach(alternative -> readings.add(reading(alternative)));
    return readings;
  }

  private static Reading reading(JsonNode json) {
    if (!json.path("text").isTextual()) {
      throw new IllegalArgumentException("text must be a string");
    }
    return new Reading(json.get("text").textValue(), confidence(json.path("confidence")));
  }

  private static OptionalDouble confidence(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return OptionalDouble.empty();
    }
    if (!json.isNumber() || !(json.doubleValue() >= 0 && json.doubleValue() <= 1)) {
      throw new IllegalArgumentException("confidence must be a number from 0 to 1");
    }
    return OptionalDouble.of(json.doubleValue());
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
