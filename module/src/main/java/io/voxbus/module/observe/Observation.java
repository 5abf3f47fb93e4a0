package io.voxbus.module.observe;

import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What is noted about one service while it runs.
 *
 * @param metrics what is counted and measured
 * @param recorder the last commands
 */
public record Observation(ServiceMetrics metrics, FlightRecorder recorder) {
  /**
   * Metrics, and no recorder.
   *
   * @param residentBytes how much RAM the process takes, in bytes; empty where nobody knows
   */
  public static Observation metricsOnly(Supplier<OptionalLong> residentBytes) {
    return new Observation(new ServiceMetrics(residentBytes), FlightRecorder.off());
  }

  /** The same metrics, with a recorder of so many lines. */
  public Observation recording(int capacity, boolean arguments) {
    return new Observation(
        metrics, new FlightRecorder(capacity, arguments, InstantSource.system()));
  }
}
