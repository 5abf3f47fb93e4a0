package io.voxbus.module.bridge;

import java.time.Duration;

/**
 * How patient a connection is.
 *
 * @param connect how long TCP connect, CONNACK and SUBACK may take, each; positive
 * @param puback how long a PUBACK may take before the connection counts as dead; whole seconds, at
 *     least 1
 * @param keepAlive after how long without a message the broker is pinged; whole seconds, at least 1
 * @param backOffBase the longest wait before the first new attempt, positive
 * @param backOffCap the longest wait before any attempt, at least {@code backOffBase}
 */
public record BrokerTimings(
    Duration connect,
    Duration puback,
    Duration keepAlive,
    Duration backOffBase,
    Duration backOffCap) {

  /**
   * For a broker in the same vehicle. It is found again within half a second of its return, so that
   * a command, which lives for two seconds, outlives a restart.
   */
  public static final BrokerTimings STANDARD =
      new BrokerTimings(
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofMillis(50),
          Duration.ofMillis(500));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a duration lies outside its range
   */
  public BrokerTimings {
    if (connect.toMillis() < 1 || puback.toSeconds() < 1 || keepAlive.toSeconds() < 1) {
      throw new IllegalArgumentException("broker timings must be positive");
    }
    if (backOffBase.toMillis() < 1 || backOffCap.compareTo(backOffBase) < 0) {
      throw new IllegalArgumentException("the back-off must be positive and its cap no less");
    }
  }

  /**
   * How long nothing may be heard of a broker that is there: until it was pinged and has answered.
   */
  Duration silence() {
    return keepAlive.plus(puback);
  }

  /**
   * How long a topic is left out whose retained message cannot be read. Each new attempt costs the
   * session, for as long as a reconnection takes.
   */
  Duration leftOut() {
    return backOffCap.multipliedBy(120);
  }
}
