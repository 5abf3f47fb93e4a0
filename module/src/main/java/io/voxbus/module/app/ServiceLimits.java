package io.voxbus.module.app;

import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.dialogue.Dialogue;
import io.voxbus.module.speech.SpeechLimits;
import java.time.Duration;

/**
 * How much the service takes and how long it waits.
 *
 * @param speech what a transcript may be
 * @param broker how patient the connection is
 * @param queue how many transcripts may wait for the model, at least 1
 * @param dialogue how long a conversation keeps what
 * @param rate how many commands may go out
 * @param command how long a command lives from its publication to the bridge, positive
 * @param answer how long the bridge may take to carry out a command, positive
 * @param stop how long transcripts that are being worked on may hold up the end, positive
 */
public record ServiceLimits(
    SpeechLimits speech,
    BrokerTimings broker,
    int queue,
    Dialogue.Times dialogue,
    Rate rate,
    Duration command,
    Duration answer,
    Duration stop) {

  /**
   * A rate of commands.
   *
   * @param most how many, at least 1
   * @param within in each stretch of time of this length, positive
   */
  public record Rate(int most, Duration within) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a part lies outside its range
     */
    public Rate {
      if (most < 1) {
        throw new IllegalArgumentException("the rate must let at least 1 command through");
      }
      requirePositive("rate's", within);
    }
  }

  /** The same with another rate. */
  public ServiceLimits withRate(Rate other) {
    return new ServiceLimits(speech, broker, queue, dialogue, other, command, answer, stop);
  }

  /** The limits that the wire's documentation names. */
  public static final ServiceLimits STANDARD =
      new ServiceLimits(
          SpeechLimits.STANDARD,
          BrokerTimings.STANDARD,
          64,
          new Dialogue.Times(Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(1)),
          new Rate(30, Duration.ofSeconds(10)),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a limit lies outside its range
   */
  public ServiceLimits {
    if (queue < 1) {
      throw new IllegalArgumentException("the queue must hold at least 1 transcript");
    }
    requirePositive("follow-up", dialogue.followUp());
    requirePositive("question", dialogue.question());
    requirePositive("undo", dialogue.undo());
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
