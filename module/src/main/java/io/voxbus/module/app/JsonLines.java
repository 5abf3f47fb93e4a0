package io.voxbus.module.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads JSON objects, one a line, in UTF-8. Empty lines are passed over. */
final class JsonLines {
  /** The longest line, in bytes; one that is longer is malformed. */
  static final int LONGEST = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonMapper EXACT =
      JSON.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final InputStream in;
  private final JsonMapper mapper;
  private int line;

  JsonLines(InputStream in) {
    this(in, JSON);
  }

  private JsonLines(InputStream in, JsonMapper mapper) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.mapper = mapper;
  }

  /**
   * With decimals instead of doubles. They may be of any size: whoever takes them must refuse what
   * is beyond computing.
   */
  static JsonLines ofDecimals(InputStream in) {
    return new JsonLines(in, EXACT);
  }

  /** The JSON text of a value. */
  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** True when the next line is not there yet, so that whoever writes it may wait for an answer. */
  boolean mustWait() throws IOException {
    return in.available() == 0;
  }

  /** The next line that is not empty; nothing at the end of the stream. */
  Optional<JsonRow> next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (readLine(bytes)) {
      Optional<JsonRow> row = row(bytes.toByteArray());
      if (row.isPresent()) {
        return row;
      }
      bytes.reset();
    }
    return Optional.empty();
  }

  /** Reads up to a line's end, but keeps no more than one byte too many. */
  private boolean readLine(ByteArrayOutputStream bytes) throws IOException {
    int next = in.read();
    if (next < 0) {
      return false;
    }
    line++;
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (bytes.size() <= LONGEST) {
        bytes.write(next);
      }
    }
    return true;
  }

  private Optional<JsonRow> row(byte[] bytes) {
    if (bytes.length > LONGEST) {
      return malformed("longer than " + LONGEST + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.isBlank() ? Optional.empty() : fields(mapper.readTree(text));
    } catch (CharacterCodingException e) {
      return malformed("not valid UTF-8");
    } catch (JsonProcessingException e) {
      return malformed("no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private Optional<JsonRow> fields(JsonNode json) {
    return json instanceof ObjectNode object
        ? Optional.of(new JsonRow.Fields(line, object))
        : malformed("no JSON object");
  }

  private Optional<JsonRow> malformed(String problem) {
    return Optional.of(new JsonRow.Malformed(line, problem));
  }
}
