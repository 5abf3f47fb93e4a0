package io.voxbus.module.app;

import io.voxbus.dbc.MessageCodecs;
import io.voxbus.dbc.SignalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus dbc encode}: signals in, frames out. */
@Command(
    name = "encode",
    description = {
      "Reads messages from standard input, one JSON object a line, and writes the frame of each as 'candump -L' does.",
      "",
      "in:  {\"message\": \"ClimateTemperature\", \"signals\": {\"TemperatureFrontLeft\": 21.5}}",
      "     time and channel may be given, too; a signal's value is a number in its unit, or a label",
      "out: (0.000000) can0 202#2B2A2A2A",
      "",
      "A signal that is not named has its start value. A value is rounded to the nearest that the signal can carry,"
          + " halves to even; one beyond the signal's range or bits is refused, as is a signal that the multiplexer does"
          + " not select.",
      "What is refused gives {\"error\": \"...\"} instead of a frame, and exit code 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class DbcEncodeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE.dbc", description = "the DBC file")
  private Path file = Path.of("");

  DbcEncodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    MessageCodecs codecs = new MessageCodecs(DbcCommand.read(file, spec));
    JsonLines lines = JsonLines.ofDecimals(terminal.in());
    boolean good = true;
    for (Optional<JsonRow> row = lines.next(); row.isPresent(); row = lines.next()) {
      good &= answer(row.get(), codecs);
      if (lines.mustWait()) {
        terminal.out().flush();
      }
    }
    return good ? 0 : 1;
  }

  private boolean answer(JsonRow row, MessageCodecs codecs) {
    if (row instanceof JsonRow.Malformed malformed) {
      return tell(row.line(), malformed.problem());
    }
    try {
      terminal.out().println(DbcJson.frame(((JsonRow.Fields) row).json(), codecs));
      return true;
    } catch (IllegalArgumentException | SignalException e) {
      return tell(row.line(), Mistakes.firstLine(e));
    }
  }

  private boolean tell(int line, String problem) {
    terminal.out().println(JsonLines.text(Map.of("error", "line " + line + ": " + problem)));
    return false;
  }
}
