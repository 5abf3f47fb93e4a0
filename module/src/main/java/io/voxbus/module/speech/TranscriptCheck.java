package io.voxbus.module.speech;

import io.voxbus.proto.v1.Alternative;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Transcript;
import java.util.Locale;
import java.util.Optional;

/** The field rules of {@code transcript.proto}, one after the other. */
final class TranscriptCheck {
  private static final int ID_CHARACTERS = 128;
  private static final int SESSION_CHARACTERS = 128;
  private static final int TEXT_CHARACTERS = 500;
  private static final int ALTERNATIVES = 10;

  private final SpeechLimits limits;

  TranscriptCheck(SpeechLimits limits) {
    this.limits = limits;
  }

  /** A rule that a transcript breaks. */
  record Fault(Outcome outcome, String detail) {}

  /** Whether the id can stand for the transcript in logs, answers and command ids. */
  static Optional<Fault> id(String id) {
    if (id.isEmpty()) {
      return malformed("no id; set one that is unique for each utterance");
    }
    if (length(id) > ID_CHARACTERS) {
      return malformed("the id is longer than " + ID_CHARACTERS + " characters");
    }
    if (hasStrayCharacters(id)) {
      return malformed("the id contains a control character or half a surrogate pair");
    }
    return Optional.empty();
  }

  /** The rules for all other fields, at the given time in milliseconds since 1970-01-01T00:00Z. */
  Optional<Fault> fields(Transcript transcript, long nowMs) {
    return session(transcript.getSession())
        .or(() -> confidences(transcript))
        .or(() -> alternatives(transcript))
        .or(() -> locale(transcript.getLocale()))
        .or(() -> text(transcript.getText()))
        .or(() -> time(transcript.getSpokenAtMs(), nowMs));
  }

  private static Optional<Fault> session(String session) {
    return length(session) > SESSION_CHARACTERS || hasStrayCharacters(session)
        ? malformed(
            "the session is longer than "
                + SESSION_CHARACTERS
                + " characters or has control characters")
        : Optional.empty();
  }

  private static Optional<Fault> confidences(Transcript transcript) {
    boolean sound =
        isConfidence(transcript.getConfidence())
            && transcript.getAlternativesList().stream()
                .allMatch(alternative -> isConfidence(alternative.getConfidence()));
    return sound ? Optional.empty() : malformed("a confidence lies outside 0 to 1");
  }

  private static Optional<Fault> alternatives(Transcript transcript) {
    if (transcript.getAlternativesCount() > ALTERNATIVES) {
      return malformed("more than " + ALTERNATIVES + " alternatives");
    }
    boolean tooLong =
        transcript.getAlternativesList().stream()
            .map(Alternative::getText)
            .anyMatch(text -> length(text) > TEXT_CHARACTERS);
    if (tooLong) {
      return malformed("an alternative is longer than " + TEXT_CHARACTERS + " characters");
    }
    return transcript.getAlternativesList().stream()
            .map(Alternative::getText)
            .anyMatch(TranscriptCheck::hasLoneSurrogate)
        ? malformed("an alternative contains half a surrogate pair")
        : Optional.empty();
  }

  private static Optional<Fault> locale(String locale) {
    String language = locale.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return locale.isEmpty() || language.equals("en")
        ? Optional.empty()
        : fault(
            Outcome.OUTCOME_UNSUPPORTED_LOCALE, "the locale is not English; only English is known");
  }

  private static Optional<Fault> text(String text) {
    if (length(text) > TEXT_CHARACTERS) {
      return fault(
          Outcome.OUTCOME_TOO_LONG, "the text is longer than " + TEXT_CHARACTERS + " characters");
    }
    if (isBlank(text)) {
      return fault(Outcome.OUTCOME_EMPTY, "the text is empty or blank");
    }
    return hasLoneSurrogate(text)
        ? malformed("the text contains half a surrogate pair")
        : Optional.empty();
  }

  private Optional<Fault> time(long spokenAtMs, long nowMs) {
    if (spokenAtMs == 0) {
      return Optional.empty();
    }
    if (spokenAtMs < 0 || spokenAtMs - nowMs > limits.ahead().toMillis()) {
      return malformed("spoken_at_ms is negative or ahead of the service's clock; set the clocks");
    }
    return nowMs - spokenAtMs > limits.age().toMillis()
        ? fault(
            Outcome.OUTCOME_TOO_OLD,
            "spoken more than "
                + limits.age().toMillis()
                + " ms ago; a late command is not carried out")
        : Optional.empty();
  }

  private static boolean isConfidence(double confidence) {
    return confidence >= 0 && confidence <= 1; // false for NaN
  }

  /** Whether there is nothing in a text to be read. */
  static boolean isBlank(String text) {
    return text.codePoints().allMatch(TranscriptCheck::isBlank);
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.FORMAT;
  }

  private static boolean hasStrayCharacters(String text) {
    return text.codePoints().anyMatch(Character::isISOControl) || hasLoneSurrogate(text);
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Optional<Fault> malformed(String detail) {
    return fault(Outcome.OUTCOME_MALFORMED, detail);
  }

  private static Optional<Fault> fault(Outcome outcome, String detail) {
    return Optional.of(new Fault(outcome, detail));
  }
}
