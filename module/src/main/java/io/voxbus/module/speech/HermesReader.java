package io.voxbus.module.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the shape of Hermes' {@code hermes/asr/textCaptured}: {@code {"text", "likelihood",
 * "siteId", "sessionId"}}.
 *
 * <p>Hermes has no id. One is made of the session, a hash of the message and the time of its
 * arrival, so that saying the same twice is two transcripts; a message that the broker delivers
 * again keeps the id of its first arrival. A {@code siteId} that is the name of a seat, such as
 * "driver" or "rear_left", is where the speaker sits.
 */
final class HermesReader {
  private static final int REMEMBERED_MESSAGES = 256;
  private static final List<String> MARKS = List.of("likelihood", "siteId", "sessionId", "seconds");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<UUID, String> lastIds = new LinkedHashMap<>();

  /** A JSON object and whether it has the Hermes shape: no id, but one of Hermes' own fields. */
  record Shape(JsonNode object, boolean isHermes) {}

  static Shape shapeOf(String json) throws Unreadable {
    JsonNode node = parse(json);
    if (!node.isObject()) {
      throw new Unreadable("not a JSON object");
    }
    boolean marked = MARKS.stream().anyMatch(node::has);
    return new Shape(node, marked && !node.has("id"));
  }

  Transcript read(JsonNode object, boolean redelivered, long arrivedAtMs) throws Unreadable {
    String session = text(object, "sessionId");
    String site = text(object, "siteId");
    Transcript.Builder transcript =
        Transcript.newBuilder()
            .setId(id(object, session, redelivered, arrivedAtMs))
            .setText(text(object, "text"))
            .setSpeaker(seat(site))
            .setSession(session.isEmpty() ? site : session);
    JsonNode likelihood = object.path("likelihood");
    if (likelihood.isNumber()) {
      transcript.setConfidence(likelihood.doubleValue());
    }
    return transcript.build();
  }

  private String id(JsonNode object, String session, boolean redelivered, long arrivedAtMs) {
    UUID hash = UUID.nameUUIDFromBytes(object.toString().getBytes(StandardCharsets.UTF_8));
    String known = lastIds.get(hash);
    if (redelivered && known != null) {
      return known;
    }
    String prefix = session.isEmpty() ? "hermes" : session;
    String id = prefix + "-" + hash.toString().substring(0, 8) + "-" + arrivedAtMs;
    remember(hash, id);
    return id;
  }

  private void remember(UUID hash, String id) {
    lastIds.remove(hash);
    lastIds.put(hash, id);
    if (lastIds.size() > REMEMBERED_MESSAGES) {
      lastIds.remove(lastIds.keySet().iterator().next());
    }
  }

  private static Seat seat(String site) {
    return switch (site.toLowerCase(Locale.ROOT)) {
      case "driver" -> Seat.SEAT_DRIVER;
      case "passenger" -> Seat.SEAT_PASSENGER;
      case "rear_left" -> Seat.SEAT_REAR_LEFT;
      case "rear_right" -> Seat.SEAT_REAR_RIGHT;
      default -> Seat.SEAT_UNSPECIFIED;
    };
  }

  private static String text(JsonNode object, String field) throws Unreadable {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new Unreadable("the Hermes field \"" + field + "\" is not a string");
    }
    return value.textValue();
  }

  private static JsonNode parse(String json) throws Unreadable {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new Unreadable("broken JSON");
    }
  }
}
