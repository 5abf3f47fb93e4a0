package io.voxbus.hil.run;

import io.voxbus.hil.scenario.Step;

/**
 * What became of a step. Times are in nanoseconds since the scenario's first moment.
 *
 * @param phase set-up, steps or tear-down
 * @param intended when it was to begin
 * @param actual when it began
 * @param ended when it was known how it ended
 * @param message what was expected and what was seen instead; empty when it passed
 */
public record StepResult(
    String phase,
    Step step,
    long intended,
    long actual,
    long ended,
    Verdict verdict,
    String message) {}
