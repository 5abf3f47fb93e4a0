package io.voxbus.hil.report;

import java.util.Locale;
import java.util.stream.Collectors;

/** What happened in a scenario, a line for each thing, in the order of time. */
final class Chronicle {
  private Chronicle() {}

  /** As text. */
  static String of(Case result) {
    return result.lines().stream()
        .map(
            line ->
                String.format(
                    Locale.ROOT, "%10.3f ms  %-9s %s", line.millis(), line.kind(), line.text()))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
