package io.voxbus.hil.report;

import java.util.List;
import java.util.Locale;

/** What happened in a scenario, along the time: a row for each kind of thing. */
final class TimelinePlot {
  private static final List<String> ROWS = List.of("steps", "command", "frame", "ack", "response");
  private static final int LEFT = 70;
  private static final int WIDTH = 860;
  private static final int ROW = 18;
  private static final int TICKS = 5;

  private final List<Case.Line> lines;
  private final double longest;
  private final StringBuilder svg = new StringBuilder();

  TimelinePlot(Case result) {
    this.lines = result.lines();
    this.longest =
        Math.max(1, lines.stream().mapToDouble(Case.Line::millis).max().orElse(1)) * 1.05;
  }

  String svg() {
    int height = (ROWS.size() + 1) * ROW + 6;
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" width=\"100%%\" role=\"img\">"
            .formatted(LEFT + WIDTH + 10, height));
    for (int row = 0; row < ROWS.size(); row++) {
      int y = row * ROW + ROW;
      svg.append("<text x=\"0\" y=\"%d\">%s</text>".formatted(y, ROWS.get(row)));
      svg.append(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%3$d\" stroke=\"#ddd\"/>"
              .formatted(LEFT, LEFT + WIDTH, y - 4));
    }
    ticks(height);
    lines.stream().filter(line -> !line.kind().equals("seen")).forEach(this::step);
    lines.stream().filter(line -> line.kind().equals("seen")).forEach(this::seen);
    return svg.append("</svg>").toString();
  }

  private void ticks(int height) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double millis = longest * tick / TICKS;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%.0f ms</text>",
              x(millis),
              height - 4,
              tick == TICKS ? "end" : "middle",
              millis));
    }
  }

  private void step(Case.Line line) {
    boolean bad = line.kind().equals("NOT MET");
    dot(line.millis(), 0, bad ? "#d2402f" : "#4a6fa5", line.text());
  }

  private void seen(Case.Line line) {
    int row = ROWS.indexOf(line.text().substring(0, line.text().indexOf(' ')));
    dot(line.millis(), row, "#3c9a53", line.text());
  }

  private void dot(double millis, int row, String colour, String title) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\"><title>%.3f ms: %s</title></circle>",
            x(millis),
            row * ROW + ROW - 4,
            colour,
            millis,
            HtmlReport.escaped(title)));
  }

  private double x(double millis) {
    return LEFT + WIDTH * millis / longest;
  }
}
