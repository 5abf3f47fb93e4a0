package io.voxbus.hil.report;

import io.voxbus.hil.run.Stage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A table of percentiles of each stage, and their curves over the percentiles. */
final class LatencyPlot {
  private static final double[] PERCENTILES = {50, 95, 99, 99.9, 100};
  private static final List<String> COLOURS =
      List.of("#4a6fa5", "#d28b2f", "#3c9a53", "#9a59c4", "#d2402f", "#5b9ea6", "#777777");
  private static final int LEFT = 60;
  private static final int WIDTH = 700;
  private static final int HEIGHT = 240;

  /** Where the axis begins; what takes less is of no interest. */
  private static final double LOWEST_MICROS = 100;

  /** The curve ends at 1 - 10^-3 of all values. */
  private static final double NINES = 3;

  private final Map<Stage, Histogram> stages;
  private final StringBuilder html = new StringBuilder();

  LatencyPlot(Map<Stage, Histogram> stages) {
    this.stages = stages;
  }

  String html() {
    if (stages.isEmpty()) {
      return "<p>Nothing was measured.</p>";
    }
    table();
    curves();
    return html.toString();
  }

  private void table() {
    html.append(
            "<div class=\"wide\"><table><tr><th>stage, ms</th><th>count</th><th>p50</th><th>p95</th><th>p99</th>")
        .append("<th>p99.9</th><th>max</th></tr>");
    stages.forEach(
        (stage, values) -> {
          html.append(
              "<tr><td style=\"color:%s\">%s</td><td>%d</td>"
                  .formatted(colour(stage), stage.word(), values.getTotalCount()));
          for (double percentile : PERCENTILES) {
            html.append(
                String.format(
                    Locale.ROOT, "<td>%.2f</td>", values.getValueAtPercentile(percentile) / 1e3));
          }
          html.append("</tr>");
        });
    html.append("</table></div><div class=\"wide\">");
  }

  private void curves() {
    double longest = stages.values().stream().mapToLong(Histogram::getMaxValue).max().orElse(1);
    int decades = Math.max(1, (int) Math.ceil(Math.log10(longest / LOWEST_MICROS)));
    html.append(
        "<svg viewBox=\"0 0 %d %d\" width=\"100%%\" role=\"img\">"
            .formatted(LEFT + WIDTH + 20, HEIGHT + 30));
    for (int decade = 0; decade <= decades; decade++) {
      double micros = LOWEST_MICROS * Math.pow(10, decade);
      double y = y(micros, decades);
      html.append(
          String.format(
              Locale.ROOT,
              "<text x=\"0\" y=\"%.1f\">%s ms</text><line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%5$.1f\" stroke=\"#eee\"/>",
              y + 4,
              BigDecimal.valueOf(micros / 1e3).stripTrailingZeros().toPlainString(),
              LEFT,
              LEFT + WIDTH,
              y));
    }
    for (double percentile : new double[] {0, 50, 90, 99, 99.9}) {
      html.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">p%s</text>",
              x(percentile),
              HEIGHT + 26,
              percentile == 99.9 ? "99.9" : String.valueOf((int) percentile)));
    }
    stages.forEach((stage, values) -> curve(stage, values, decades));
    html.append("</svg></div>");
  }

  private void curve(Stage stage, Histogram values, int decades) {
    StringBuilder points = new StringBuilder();
    for (double nines = 0; nines <= NINES; nines += 0.05) {
      double percentile = 100 * (1 - Math.pow(10, -nines));
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              LEFT + WIDTH * nines / NINES,
              y((double) values.getValueAtPercentile(percentile), decades)));
    }
    html.append(
        "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>"
            .formatted(colour(stage), points));
  }

  /** The higher the longer, ten times as long for each decade. */
  private static double y(double micros, int decades) {
    return HEIGHT
        + 10
        - HEIGHT * Math.log10(Math.max(micros, LOWEST_MICROS) / LOWEST_MICROS) / decades;
  }

  private static double x(double percentile) {
    return LEFT + WIDTH * -Math.log10(1 - percentile / 100) / NINES;
  }

  private static String colour(Stage stage) {
    return COLOURS.get(Arrays.asList(Stage.values()).indexOf(stage));
  }
}
