package io.voxbus.module.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLineEncoderTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void anEventIsAnObjectOnALineOfItsOwn() throws Exception {
    LoggingEvent event = event("answered {}", "it");
    event.addKeyValuePair(new KeyValuePair("transcript", "a \"b\"\n"));
    event.addKeyValuePair(new KeyValuePair("ms", 1.5));
    String line = line(event);
    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertEquals(
        "{\"time\":\"2026-11-27T10:00:00.007Z\",\"level\":\"WARN\",\"logger\":\"io.voxbus.x\","
            + "\"message\":\"answered it\",\"transcript\":\"a \\\"b\\\"\\n\",\"ms\":1.5}\n",
        line);
  }

  @Test
  void anExceptionComesWithItsPlaceAndItsCause() throws Exception {
    LoggingEvent event = event("failed", "");
    Throwable fault = new IllegalStateException("outer", new IOException("inner"));
    event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(fault));
    JsonNode json = new ObjectMapper().readTree(line(event));
    String exception = json.get("exception").asText();
    assertTrue(exception.startsWith("java.lang.IllegalStateException: outer"), exception);
    assertTrue(exception.contains("at io.voxbus.module.observe.JsonLineEncoderTest"), exception);
    assertTrue(exception.contains("Caused by: java.io.IOException: inner"), exception);
  }

  @Test
  void aRedactedFaultKeepsItsKindsAndPlacesAndNoWord() {
    Throwable fault = new IllegalStateException("my words", new IOException("my words, too"));
    Redacted redacted = Redacted.of(fault);
    assertEquals("java.lang.IllegalStateException", redacted.getMessage());
    assertEquals("java.io.IOException", redacted.getCause().getMessage());
    assertEquals(fault.getStackTrace()[0], redacted.getStackTrace()[0]);
    assertFalse(redacted.toString().contains("words"));
  }

  private LoggingEvent event(String message, Object argument) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(context);
    event.setLoggerName("io.voxbus.x");
    event.setLevel(Level.WARN);
    event.setMessage(message);
    event.setArgumentArray(new Object[] {argument});
    event.setInstant(Instant.parse("2026-11-27T10:00:00.007Z"));
    return event;
  }

  private static String line(LoggingEvent event) {
    return new String(new JsonLineEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
