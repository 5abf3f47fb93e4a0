package io.voxbus.module.speech;

import java.time.Duration;

/**
 * What the service takes at most.
 *
 * @param messageBytes size of a message, in bytes, at least 1
 * @param age how long ago an utterance may have ended, positive
 * @param ahead how far an utterance may lie ahead of the service's clock, zero or more
 * @param rememberFor how long an id is known, positive
 * @param rememberCount how many ids are known at most, at least 1; the oldest goes first
 */
public record SpeechLimits(
    int messageBytes, Duration age, Duration ahead, Duration rememberFor, int rememberCount) {

  /** The limits that {@code transcript.proto} documents. */
  public static final SpeechLimits STANDARD =
      new SpeechLimits(
          256 * 1024,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          10_000);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a limit lies outside its range
   */
  public SpeechLimits {
    if (messageBytes < 1 || rememberCount < 1) {
      throw new IllegalArgumentException("a message and the memory need room for at least 1");
    }
    if (!isPositive(age) || !isPositive(rememberFor) || ahead.isNegative()) {
      throw new IllegalArgumentException("durations of speech limits must be positive");
    }
  }

  /**
   * The same limits with another greatest age.
   *
   * @param age how long ago an utterance may have ended, positive
   */
  public SpeechLimits withAge(Duration age) {
    return new SpeechLimits(messageBytes, age, ahead, rememberFor, rememberCount);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
