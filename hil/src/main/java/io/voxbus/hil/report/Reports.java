package io.voxbus.hil.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes all reports of a run into a folder. */
public final class Reports {
  private Reports() {}

  /**
   * Writes them; those of a run before are overwritten.
   *
   * @throws IOException when one cannot be written
   */
  public static void write(Path folder, RunRecord run) throws IOException {
    Files.createDirectories(folder);
    JunitReport.write(folder.resolve("junit.xml"), run);
    JsonReport.write(folder.resolve("report.json"), run);
    Traces.write(folder, run);
    StageLatencies.of(run).write(folder.resolve("latency"));
    HtmlReport.write(folder.resolve("report.html"), run);
    EnvironmentReport.write(folder.resolve("environment.json"), run);
  }
}
