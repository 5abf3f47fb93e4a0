package io.voxbus.module.app;

import ch.qos.logback.classic.Level;
import io.voxbus.module.observe.Logs;
import picocli.CommandLine.Option;

/** The options that say what is logged, and how. Logs go to standard error. */
final class LogOptions {
  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      description =
          "write logs as ${COMPLETION-CANDIDATES}: lines for people, or a JSON object a line"
              + " (${DEFAULT-VALUE})")
  private Format format = Format.text;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "log from this level on: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Severity level = Severity.info;

  @Option(
      names = "--log-text",
      description =
          "log what was said, too; it is personal data, and whoever reads the log reads it")
  private boolean text;

  /** How a line looks. */
  enum Format {
    text,
    json
  }

  /** The levels, as the command line names them. */
  enum Severity {
    error,
    warn,
    info,
    debug,
    trace
  }

  /** From now on logs are written so. */
  void apply() {
    Logs.write(format == Format.json, Level.toLevel(level.name()), text);
  }
}
