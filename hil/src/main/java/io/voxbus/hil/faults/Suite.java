package io.voxbus.hil.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.voxbus.hil.demo.VoxbusBench;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scenarios that are run against a device in a process of their own.
 *
 * @param options of {@code bench run}, with the scenarios
 * @param reference the folder of the board that has no fault
 */
record Suite(List<String> options, Path reference) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What came of one run. */
  enum Course {
    /** Every scenario passed. */
    PASSED,
    /** At least one failed. */
    FAILED,
    /** The device did not start, or the bench broke. */
    BROKEN
  }

  /**
   * What came of one run.
   *
   * @param failed the scenarios that failed, in the order of the run
   * @param seconds how long it took
   */
  record Finding(Course course, List<String> failed, double seconds) {}

  /**
   * Runs them.
   *
   * @param folder where the reports and the output go
   */
  Finding run(Mutant mutant, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    File output = folder.resolve("output.txt").toFile();
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(commandLine(mutant, folder))
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      process.waitFor();
    } finally {
      process.destroy();
    }
    List<String> failed = failed(folder.resolve("report.json"));
    Course course =
        !failed.isEmpty()
            ? Course.FAILED
            : process.exitValue() == 0 ? Course.PASSED : Course.BROKEN;
    return new Finding(course, failed, (System.nanoTime() - began) / 1e9);
  }

  /** With this process's own flags, of which one names Voxbus's folder. */
  private List<String> commandLine(Mutant mutant, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", mutant.path(), VoxbusBench.class.getName(), "bench", "run"));
    command.addAll(options);
    command.addAll(List.of("--board", mutant.board().toString()));
    command.addAll(List.of("--reference", reference.toString()));
    command.addAll(List.of("--report", folder.toString(), "--quiet"));
    return command;
  }

  private static List<String> failed(Path report) throws IOException {
    List<String> failed = new ArrayList<>();
    JsonNode run =
        Files.exists(report) ? MAPPER.readTree(report.toFile()) : MissingNode.getInstance();
    for (JsonNode result : run.path("results")) {
      if (result.path("verdict").asText().equals("failed")) {
        failed.add(result.path("scenario").asText());
      }
    }
    return failed;
  }
}
