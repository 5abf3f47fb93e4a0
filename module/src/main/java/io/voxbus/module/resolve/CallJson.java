package io.voxbus.module.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads calls in their JSON form, {@code {"function": "...", "args": {...}}}. */
public final class CallJson {
  private CallJson() {}

  /**
   * The calls of a JSON array.
   *
   * @throws IllegalArgumentException when the JSON has another form
   * @throws IllegalCallException when the catalogue does not admit a call
   */
  public static List<Call> calls(JsonNode json, Catalogue catalogue) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("must be a list of calls");
    }
    List<Call> calls = new ArrayList<>();
    json.forEach(call -> calls.add(call(call, catalogue)));
    return calls;
  }

  /**
   * One call.
   *
   * @throws IllegalArgumentException when the JSON has another form
   * @throws IllegalCallException when the catalogue does not admit the call
   */
  public static Call call(JsonNode json, Catalogue catalogue) {
    if (!json.path("function").isTextual()) {
      throw new IllegalArgumentException("a call needs a function name: " + excerpt(json));
    }
    JsonNode args = json.path("args");
    if (!args.isMissingNode() && !args.isObject()) {
      throw new IllegalArgumentException("args must be an object: " + excerpt(json));
    }
    return Call.of(catalogue, json.get("function").textValue(), values(args));
  }

  private static Map<String, Object> values(JsonNode args) {
    Map<String, Object> values = new LinkedHashMap<>();
    args.properties()
        .forEach(argument -> values.put(argument.getKey(), value(argument.getValue())));
    return values;
  }

  private static Object value(JsonNode json) {
    if (json.isTextual()) {
      return json.textValue();
    }
    if (json.isNumber()) {
      return json.numberValue();
    }
    throw new IllegalArgumentException(
        "an argument's value must be a string or a number, not " + excerpt(json));
  }

  private static String excerpt(JsonNode json) {
    String text = json.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
