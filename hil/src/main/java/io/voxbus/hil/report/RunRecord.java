package io.voxbus.hil.report;

import io.voxbus.hil.run.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that is over.
 *
 * @param targets as they were named
 * @param rounds how often each scenario was run
 * @param shuffle the seed of the order; empty for the files' order
 * @param board the board's folder
 * @param model the model bundle's folder
 * @param results in the order in which they were begun
 * @param devices by the bench's name, what the device under test said of itself
 * @param took from the first moment to the last
 */
public record RunRecord(
    Instant started,
    List<String> targets,
    int rounds,
    Optional<Long> shuffle,
    Path board,
    Path model,
    List<Result> results,
    Map<String, Map<String, String>> devices,
    Duration took) {

  /** A run that is over now. */
  public RunRecord(
      Instant started,
      List<String> targets,
      int rounds,
      Optional<Long> shuffle,
      Path board,
      Path model,
      List<Result> results,
      Map<String, Map<String, String>> devices) {
    this(
        started,
        targets,
        rounds,
        shuffle,
        board,
        model,
        results,
        devices,
        Duration.between(started, Instant.now()));
  }
}
