package io.voxbus.hil.report;

import io.voxbus.hil.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One page that needs nothing else: failures first, latencies, and a timeline of each scenario. */
final class HtmlReport {
  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c1c1c;overflow-wrap:anywhere}
      h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}
      .passed{color:#17692b}.failed{color:#b3200f}.error{color:#8a3ab9}.skipped{color:#6b6b6b}
      .bar{display:flex;height:.6rem;border-radius:.3rem;overflow:hidden;background:#eee}
      .bar span{display:block}.bar .passed{background:#3c9a53}.bar .failed{background:#d2402f}
      .bar .error{background:#9a59c4}.bar .skipped{background:#bbb}
      .sums{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}
      details{border-top:1px solid #ddd;padding:.3rem 0}
      summary{cursor:pointer;display:flex;gap:.6rem;align-items:baseline}
      summary .n{flex:1}summary .t{color:#5c5c5c;white-space:nowrap}
      .wide{overflow-x:auto}.wide svg{display:block;min-width:52rem}
      pre{background:#f6f6f6;padding:.6rem;overflow:auto;font-size:.85em;overflow-wrap:normal}
      table{border-collapse:collapse;white-space:nowrap}
      td,th{padding:.15rem .8rem;text-align:right}th:first-child,td:first-child{text-align:left;padding-left:0}
      .msg{background:#fdf0ee;border-left:4px solid #d2402f;padding:.4rem .8rem;white-space:pre-wrap}
      svg text{font:12px system-ui,sans-serif;fill:#444}
      """;

  private final Document run;
  private final StringBuilder page = new StringBuilder();

  private HtmlReport(Document run) {
    this.run = run;
  }

  static void write(Path file, Document run) throws IOException {
    Files.writeString(file, new HtmlReport(run).page());
  }

  private String page() {
    page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<title>Voxbus bench</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    head();
    page.append("<h2>Scenarios</h2>");
    run.cases().stream().sorted(Comparator.comparing(HtmlReport::rank)).forEach(this::scenario);
    page.append("<h2>Latencies</h2>")
        .append(new LatencyPlot(StageLatencies.of(run).whole()).html());
    page.append("<h2>Environment</h2><pre>")
        .append(escaped(run.environment().toPrettyString()))
        .append("</pre></body></html>\n");
    return page.toString();
  }

  /** What needs attention comes first; a sort that is stable keeps the order of the rest. */
  private static int rank(Case result) {
    return switch (result.verdict()) {
      case FAILED -> 0;
      case ERROR -> 1;
      case PASSED, SKIPPED -> 2;
    };
  }

  private void head() {
    page.append("<h1>Voxbus bench: ")
        .append(escaped(String.join(", ", run.targets())))
        .append("</h1><p>")
        .append(escaped(run.started().truncatedTo(ChronoUnit.SECONDS).toString()))
        .append(
            String.format(
                Locale.ROOT, ", %.1f s</p><p class=\"sums\">", run.took().toNanos() / 1e9));
    for (Verdict verdict : Verdict.values()) {
      page.append(
          "<span class=\"%1$s\"><b>%2$d</b> %1$s</span>"
              .formatted(word(verdict), run.count(verdict)));
    }
    page.append("</p><div class=\"bar\">");
    for (Verdict verdict : Verdict.values()) {
      page.append(
          "<span class=\"%s\" style=\"flex:%d\"></span>"
              .formatted(word(verdict), run.count(verdict)));
    }
    page.append("</div>");
  }

  private void scenario(Case result) {
    boolean open = rank(result) < 2;
    page.append(open ? "<details open>" : "<details>")
        .append("<summary><span class=\"%1$s\">%1$s</span>".formatted(word(result.verdict())))
        .append("<span class=\"n\">")
        .append(escaped(result.title(run.rounds())))
        .append(
            String.format(
                Locale.ROOT,
                "</span><span class=\"t\">%.0f ms</span></summary>",
                result.took().toNanos() / 1e6));
    if (!result.text("message").isEmpty()) {
      page.append("<p class=\"msg\">").append(escaped(result.text("message"))).append("</p>");
    }
    page.append("<p>").append(escaped(about(result))).append("</p>");
    page.append("<div class=\"wide\">").append(new TimelinePlot(result).svg()).append("</div>");
    page.append("<pre>").append(escaped(Chronicle.of(result))).append("</pre></details>");
  }

  private static String about(Case result) {
    List<String> requirements = result.texts("requirements");
    String covered =
        requirements.isEmpty() ? "" : " Requirements: " + String.join(", ", requirements) + ".";
    String tags =
        result.texts("tags").stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
    return "%s%s %s (%s)".formatted(result.text("about"), covered, tags, result.text("file"));
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** As text between tags or in an attribute's quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
