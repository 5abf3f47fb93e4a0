package io.voxbus.module.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the shape of Hermes' {@code hermes/asr/textCaptured}: {@code {"text", "likelihood",
 * "siteId", "sessionId"}}.
 *
 * <p>Hermes has no id. One is made of the session, a hash and the time of arrival, so that saying
 * the same twice is two transcripts; a message that the broker delivers again soon keeps the id of
 * its first arrival. Later it is another one with the same words, which was lost on its way before:
 * nothing is acknowledged as late as that. A {@code siteId} that is the name of a seat, such as
 * "driver" or "rear_left", is where the speaker sits.
 *
 * <p>Ids are logged, and what was said is not: the hash is over a random value of this reader, the
 * time and the message, so that nobody can try sentences against it, nor see that one was said
 * twice. Another reader, after a restart, makes another id of a message that is delivered again. It
 * is not carried out twice all the same: what was waiting when a process connects for the first
 * time counts as too old, as Hermes does not say when it was spoken.
 */
final class HermesReader {
  private static final int REMEMBERED_MESSAGES = 256;
  private static final int SECRET_BITS = 128;
  private static final List<String> MARKS = List.of("likelihood", "siteId", "sessionId", "seconds");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final long knownForNanos;
  private final Map<UUID, Known> lastIds = new LinkedHashMap<>();
  private final String secret = new BigInteger(SECRET_BITS, new SecureRandom()).toString();

  /**
   * A reader that remembers nothing yet.
   *
   * @param knownFor for how long after an arrival the broker may deliver a message again, positive
   */
  HermesReader(Duration knownFor) {
    this.knownForNanos = knownFor.toNanos();
  }

  /** The id of a message, and when it last arrived. */
  private record Known(String id, long nanos) {}

  /**
   * When a message arrived.
   *
   * @param ms in milliseconds since 1970-01-01T00:00Z
   * @param nanos by {@link System#nanoTime}
   * @param redelivered whether the broker had sent it before
   */
  record Arrival(long ms, long nanos, boolean redelivered) {}

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

  Transcript read(JsonNode object, Arrival arrival) throws Unreadable {
    String session = text(object, "sessionId");
    String site = text(object, "siteId");
    Transcript.Builder transcript =
        Transcript.newBuilder()
            .setId(id(object, session, arrival))
            .setText(text(object, "text"))
            .setSpeaker(seat(site))
            .setSession(session.isEmpty() ? site : session);
    JsonNode likelihood = object.path("likelihood");
    if (likelihood.isNumber()) {
      transcript.setConfidence(likelihood.doubleValue());
    }
    return transcript.build();
  }

  private String id(JsonNode object, String session, Arrival arrival) {
    String message = object.toString();
    UUID hash = hash(message);
    Optional<Known> known =
        Optional.ofNullable(lastIds.get(hash))
            .filter(
                last -> arrival.redelivered() && arrival.nanos() - last.nanos() < knownForNanos);
    String id = known.map(Known::id).orElseGet(() -> newId(message, session, arrival.ms()));
    remember(hash, new Known(id, arrival.nanos()));
    return id;
  }

  /** A session that would make no id is put into it as a hash. */
  private String newId(String message, String session, long arrivedAtMs) {
    String hash = hash(arrivedAtMs + " " + message).toString();
    String end = "-" + hash.substring(0, 8) + "-" + arrivedAtMs;
    String id = (session.isEmpty() ? "hermes" : session) + end;
    return TranscriptCheck.id(id).isEmpty() ? id : hash(session) + end;
  }

  private UUID hash(String text) {
    return UUID.nameUUIDFromBytes((secret + " " + text).getBytes(StandardCharsets.UTF_8));
  }

  private void remember(UUID hash, Known known) {
    lastIds.remove(hash);
    lastIds.put(hash, known);
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
