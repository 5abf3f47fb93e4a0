package io.voxbus.module.app;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.can.CandumpLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus dbc decode}: frames in, their signals out. */
@Command(
    name = "decode",
    description = {
      "Reads frames from standard input as 'candump -L' writes them, and writes the signals of each.",
      "",
      "in:  (1579857014.345944) can0 202#2A2A2A2A",
      "out: (1579857014.345944) can0 202 ClimateTemperature: TemperatureFrontLeft=21 degC, ...",
      "",
      "A frame that the DBC file does not have is written as such. A line that is no frame is told on standard error,"
          + " and gives exit code 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class DbcDecodeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE.dbc", description = "the DBC file")
  private Path file = Path.of("");

  DbcDecodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Dbc dbc = DbcCommand.read(file, spec);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    boolean good = true;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      good &= line.isBlank() || decode(dbc, line, number);
      if (!lines.ready()) {
        terminal.out().flush();
      }
    }
    return good ? 0 : 1;
  }

  private boolean decode(Dbc dbc, String line, int number) {
    Optional<CandumpLine> frame = CandumpLine.parse(line);
    frame.ifPresentOrElse(
        parsed -> terminal.out().println(text(dbc, parsed)),
        () -> terminal.err().println("line " + number + ": no frame as 'candump -L' writes it"));
    return frame.isPresent();
  }

  private static String text(Dbc dbc, CandumpLine frame) {
    String head = "(%s) %s %s ".formatted(frame.time(), frame.channel(), frame.hexId());
    return dbc.message(frame.id(), frame.extended())
        .map(message -> head + text(message, frame))
        .orElse(head + "is not in the DBC file");
  }

  private static String text(DbcMessage message, CandumpLine frame) {
    return new MessageCodec(message)
        .decode(frame.data().toByteArray()).stream()
            .map(DbcDecodeCommand::text)
            .collect(Collectors.joining(", ", message.name() + ": ", ""));
  }

  private static String text(SignalReading reading) {
    String unit = reading.signal().unit().isEmpty() ? "" : " " + reading.signal().unit();
    String label = reading.label().map(text -> " (" + text + ")").orElse("");
    return reading.signal().name() + "=" + DbcCommand.plain(reading.physical()) + unit + label;
  }
}
