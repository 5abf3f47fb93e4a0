package io.voxbus.hil.report;

import io.voxbus.hil.run.Result;
import io.voxbus.hil.run.StepResult;
import io.voxbus.hil.run.Told;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened in a scenario, a line for each thing, in the order of time. */
final class Chronicle {
  /**
   * A line.
   *
   * @param millis since the scenario's first moment
   */
  record Line(double millis, String kind, String text) {}

  private Chronicle() {}

  /** All lines. */
  static Stream<Line> lines(Result result) {
    Stream<Line> steps = result.steps().stream().flatMap(Chronicle::lines);
    Stream<Line> seen =
        result.seen().stream()
            .map(
                each ->
                    new Line((each.nanos() - result.origin()) / 1e6, "seen", Told.of(each.what())));
    return Stream.concat(steps, seen).sorted(Comparator.comparingDouble(Line::millis));
  }

  /** As text. */
  static String of(Result result) {
    return lines(result)
        .map(
            line ->
                String.format(
                    Locale.ROOT, "%10.3f ms  %-9s %s", line.millis(), line.kind(), line.text()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<Line> lines(StepResult step) {
    Line begun = new Line(step.actual() / 1e6, step.phase(), step.step().action().words());
    return step.message().isEmpty()
        ? Stream.of(begun)
        : Stream.of(begun, new Line(step.ended() / 1e6, "NOT MET", step.message()));
  }
}
