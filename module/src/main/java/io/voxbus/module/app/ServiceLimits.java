package io.voxbus.module.app;

import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.speech.SpeechLimits;
import java.time.Duration;

/**
 * How much the service takes and how long it waits.
 *
 * @param speech what a transcript may be
 * @param broker how patient the connection is
 * @param queue how many transcripts may wait for the model, at least 1
 * @param followUp how long a turn's calls are context for the next, positive
 * @param command how long a command lives from its publication to the bridge, positive
 * @param answer how long the bridge may take to carry out a command, positive
 * @param stop how long transcripts that are being worked on may hold up the end, positive
 */
public record ServiceLimits(
    SpeechLimits speech,
    BrokerTimings broker,
    int queue,
    Duration followUp,
    Duration command,
    Duration answer,
    Duration stop) {

  /** The limits that the wire's documentation names. */
  public static final ServiceLimits STANDARD =
      new ServiceLimits(
          SpeechLimits.STANDARD,
          BrokerTimings.STANDARD,
          64,
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a limit lies outside its range
   */
  public ServiceLimits {
    if (queue < 1) {
      throw new IllegalArgumentException("the queue must hold at least 1 transcript");
    }
    requirePositive("follow-up", followUp);
    requirePositive("command", command);
    requirePositive("answer", answer);
    requirePositive("stop", stop);
  }

  private static void requirePositive(String name, Duration limit) {
    if (limit.toMillis() < 1) {
      throw new IllegalArgumentException("the " + name + " time must be at least 1 ms");
    }
  }
}
