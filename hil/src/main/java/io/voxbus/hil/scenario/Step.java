package io.voxbus.hil.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a scenario.
 *
 * @param id unique in its list
 * @param line in the file, from 1
 * @param start when it begins
 * @param action what it does
 */
public record Step(String id, int line, Start start, Action action) {

  /** When a step begins. */
  public sealed interface Start {
    /** So long after the first moment of its list. */
    record At(Duration time) implements Start {}

    /**
     * So long after another step is done.
     *
     * @param step its id; empty for the step before
     */
    record After(Optional<String> step, Duration pause) implements Start {}
  }
}
