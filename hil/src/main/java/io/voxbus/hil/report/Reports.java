package io.voxbus.hil.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes all reports of a run into a folder. */
public final class Reports {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Reports() {}

  /**
   * Writes them; those of a run before are overwritten.
   *
   * @throws IOException when one cannot be written
   */
  public static void write(Path folder, RunRecord run) throws IOException {
    write(folder, Document.of(run));
  }

  /**
   * Writes them; those of a run before are overwritten.
   *
   * @throws IOException when one cannot be written
   */
  public static void write(Path folder, Document run) throws IOException {
    Files.createDirectories(folder);
    var printer = MAPPER.writerWithDefaultPrettyPrinter();
    printer.writeValue(folder.resolve(Document.REPORT_FILE).toFile(), run.report());
    printer.writeValue(folder.resolve(Document.ENVIRONMENT_FILE).toFile(), run.environment());
    JunitReport.write(folder.resolve("junit.xml"), run);
    Traces.write(folder, run);
    StageLatencies.of(run).write(folder.resolve("latency"));
    HtmlReport.write(folder.resolve("report.html"), run);
  }
}
