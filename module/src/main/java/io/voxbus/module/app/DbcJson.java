package io.voxbus.module.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.MessageCodecs;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.can.CandumpLine;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Frames in their JSON form, {@code {"time", "channel", "id", "message", "signals": {...}}}, as
 * {@code dbc decode --json} writes and {@code dbc encode} reads it.
 */
final class DbcJson {
  private static final Set<String> FIELDS = Set.of("time", "channel", "id", "message", "signals");

  private DbcJson() {}

  /** What a frame says; one that has no codec is given as it is. */
  static Map<String, Object> of(CandumpLine frame, Optional<MessageCodec> codec) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", frame.time());
    json.put("channel", frame.channel());
    json.put("id", frame.hexId());
    codec.ifPresentOrElse(
        found -> {
          json.put("message", found.message().name());
          json.put("signals", signals(found.decode(frame.data().toByteArray())));
        },
        () -> json.put("data", frame.hexData()));
    return json;
  }

  private static Map<String, Object> signals(List<SignalReading> readings) {
    Map<String, Object> signals = new LinkedHashMap<>();
    readings.forEach(reading -> signals.put(reading.signal().name(), value(reading)));
    return signals;
  }

  /** The label, if it leads back to the same raw value. */
  private static Object value(SignalReading reading) {
    Optional<String> label =
        reading
            .label()
            .filter(
                text ->
                    reading.signal().rawOf(text).filter(raw -> raw == reading.raw()).isPresent());
    return label.isPresent() ? label.get() : shortest(reading.physical());
  }

  /** 100, not 100.00 or 1E+2. */
  private static BigDecimal shortest(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The frame that a JSON object describes. Time, channel and id may be left out; the id, which the
   * message has anyway, is not read.
   *
   * @throws IllegalArgumentException when the JSON has another form
   * @throws io.voxbus.dbc.SignalException when the message cannot carry the values
   */
  static CandumpLine frame(ObjectNode json, MessageCodecs codecs) {
    json.fieldNames().forEachRemaining(DbcJson::checkField);
    String name = text(json, "message", "");
    MessageCodec codec =
        codecs
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("the DBC file has no message " + name));
    DbcMessage message = codec.message();
    return new CandumpLine(
        text(json, "time", "0.000000"),
        text(json, "channel", "can0"),
        message.id(),
        message.extended(),
        message.fd(),
        ByteString.copyFrom(codec.encode(values(json.path("signals"), message))));
  }

  private static void checkField(String field) {
    if (!FIELDS.contains(field)) {
      throw new IllegalArgumentException("a frame has no " + field);
    }
  }

  private static String text(ObjectNode json, String field, String other) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw new IllegalArgumentException(field + " must be a string");
    }
    return value.asText(other);
  }

  private static Map<String, BigDecimal> values(JsonNode signals, DbcMessage message) {
    if (!signals.isMissingNode() && !signals.isObject()) {
      throw new IllegalArgumentException("signals must be an object");
    }
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    signals.properties().forEach(entry -> values.put(entry.getKey(), value(entry, message)));
    return values;
  }

  private static BigDecimal value(Map.Entry<String, JsonNode> entry, DbcMessage message) {
    JsonNode value = entry.getValue();
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "signal " + entry.getKey() + " must be a number or a label");
    }
    return signal(entry.getKey(), message).labelled(value.textValue());
  }

  private static DbcSignal signal(String name, DbcMessage message) {
    return message
        .signal(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "message " + message.name() + " has no signal " + name));
  }
}
