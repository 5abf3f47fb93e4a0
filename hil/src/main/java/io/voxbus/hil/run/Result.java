package io.voxbus.hil.run;

import io.voxbus.hil.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What became of a scenario.
 *
 * @param round which repetition it was, from 1
 * @param bench where it ran; empty when it did not
 * @param message why it did not pass; empty when it did
 * @param origin its first moment by {@link System#nanoTime}
 * @param seen what was seen, in order
 * @param utterances what was said, with the times of each stage
 */
public record Result(
    Scenario scenario,
    int round,
    String bench,
    Verdict verdict,
    String message,
    Instant started,
    Duration took,
    long origin,
    List<StepResult> steps,
    List<Seen> seen,
    List<Utterance> utterances) {
  /** Copies the lists. */
  public Result {
    steps = List.copyOf(steps);
    seen = List.copyOf(seen);
    utterances = List.copyOf(utterances);
  }

  /** The scenario's name, and the round in runs of several. */
  public String title(int rounds) {
    return rounds == 1 ? scenario.name() : scenario.name() + " #" + round;
  }
}
