package io.voxbus.module.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.voxbus.module.speech.TranscriptMessage.Delivery;
import io.voxbus.module.speech.TranscriptOutcome.Accepted;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import java.time.Instant;
import java.util.OptionalDouble;

/** Reads transcripts at one moment, and holds what comes out against what is promised of it. */
final class Transcripts {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private Transcripts() {}

  /** What a reader that knows no id yet makes of a message. */
  static TranscriptOutcome read(ByteString payload, TranscriptFormat format) {
    TranscriptReader reader = new TranscriptReader(SpeechLimits.STANDARD, () -> NOW, () -> 0);
    return reader.read(new TranscriptMessage(payload, format, Delivery.DIRECT));
  }

  /** The same, when it keeps the promises of {@link Utterance} and of a refusal. */
  static TranscriptOutcome checked(ByteString payload, TranscriptFormat format) {
    TranscriptOutcome outcome = read(payload, format);
    if (outcome instanceof Accepted accepted) {
      check(accepted.utterance());
    } else if (outcome instanceof Refused refused) {
      assertNotEquals(Outcome.OUTCOME_UNSPECIFIED, refused.outcome());
      assertFalse(refused.detail().isEmpty());
      checkId(refused.id(), 0);
    }
    return outcome;
  }

  private static void check(Utterance utterance) {
    checkId(utterance.id(), 1);
    checkText(utterance.text());
    checkConfidence(utterance.confidence());
    assertTrue(utterance.alternatives().size() <= 10);
    utterance.alternatives().forEach(Transcripts::check);
    assertNotEquals(Seat.UNRECOGNIZED, utterance.speaker());
    assertTrue(length(utterance.session()) <= 128);
    long ageMs = NOW.toEpochMilli() - utterance.spokenAtMs();
    assertTrue(ageMs >= -5_000 && ageMs <= 10_000, "spoken " + ageMs + " ms ago");
  }

  private static void check(Reading reading) {
    checkText(reading.text());
    checkConfidence(reading.confidence());
  }

  private static void checkId(String id, int shortest) {
    assertTrue(length(id) >= shortest && length(id) <= 128);
    assertTrue(id.codePoints().noneMatch(Character::isISOControl));
    checkPairs(id);
  }

  private static void checkText(String text) {
    assertTrue(length(text) >= 1 && length(text) <= 500);
    assertFalse(text.isBlank());
    checkPairs(text);
  }

  /** What goes back to the sender must be Unicode. */
  private static void checkPairs(String text) {
    assertEquals(text, ByteString.copyFromUtf8(text).toStringUtf8());
  }

  private static void checkConfidence(OptionalDouble confidence) {
    assertTrue(confidence.isEmpty() || confidence.getAsDouble() >= 0);
    assertTrue(confidence.isEmpty() || confidence.getAsDouble() <= 1);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
