package io.voxbus.module.speech;

import io.voxbus.proto.v1.Seat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A checked transcript: what was said, by whom and when.
 *
 * @param id the transcript's id, 1 to 128 characters, without control characters
 * @param text what was said, 1 to 500 characters, as the recogniser wrote it
 * @param confidence the recogniser's confidence, 0 to 1; empty when it gives none
 * @param alternatives other readings, best first; none of them blank
 * @param speaker where the speaker sits; never {@link Seat#UNRECOGNIZED}
 * @param session the conversation, at most 128 characters; empty for the seat's common one
 * @param spokenAtMs when the utterance ended, in milliseconds since 1970-01-01T00:00Z
 * @param arrivedNanos when the message arrived, on the monotonic clock of {@link System#nanoTime}
 */
public record Utterance(
    String id,
    String text,
    OptionalDouble confidence,
    List<Reading> alternatives,
    Seat speaker,
    String session,
    long spokenAtMs,
    long arrivedNanos) {
  public Utterance {
    alternatives = List.copyOf(alternatives);
  }

  /** All readings, best first: the text, then the alternatives. */
  public List<Reading> readings() {
    return Stream.concat(Stream.of(new Reading(text, confidence)), alternatives.stream()).toList();
  }
}
