package io.voxbus.module.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.voxbus.proto.v1.ModuleStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of metrics in {@code docs/observability.md} is what {@code /metrics} shows. */
class ObservabilityDocTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "observability.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (\\w+) \\| ([^|]*)\\|.*");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  private final String scraped = scrape();

  @Test
  void namesAndTypesAreThoseOfTheTable() throws IOException {
    Set<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        documented.add(row.group(1) + " " + row.group(2) + " " + labels(NAME, row.group(3)));
      }
    }
    Set<String> shown = new TreeSet<>();
    Matcher type = TYPE.matcher(scraped);
    while (type.find()) {
      String kind = type.group(1).endsWith("_info") ? "info" : type.group(2);
      shown.add(type.group(1) + " " + kind + " " + labelsOf(type.group(1)));
    }
    assertEquals(documented, shown);
  }

  @Test
  @Timeout(30)
  void promtoolFindsNothingToSayWhereItIsInstalled() throws Exception {
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Arrays.stream(path.split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, "promtool"))));
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    promtool.getOutputStream().write(scraped.getBytes(StandardCharsets.UTF_8));
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(promtool.waitFor(10, TimeUnit.SECONDS));
    assertEquals("", said);
    assertEquals(0, promtool.exitValue());
  }

  private Set<String> labelsOf(String metric) {
    String points =
        scraped
            .lines()
            .filter(line -> line.startsWith(metric) && line.contains("{"))
            .collect(Collectors.joining("\n"));
    Set<String> labels = labels(LABEL, points);
    labels.remove("le");
    return labels;
  }

  private static Set<String> labels(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String scrape() {
    ServiceMetrics metrics = new ServiceMetrics(() -> OptionalLong.of(4096));
    metrics.identity(ModuleStatus.getDefaultInstance());
    metrics.responded(Responses.DONE);
    return PrometheusTextFormatWriter.create().toDebugString(metrics.scrape(CheckUp.starting()));
  }
}
