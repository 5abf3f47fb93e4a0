package io.voxbus.module.app;

import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.MessageCodecs;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.can.CandumpLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
          + " and gives exit code 1.",
      "",
      "With --json one object a frame, as 'voxbus dbc encode' reads it:",
      "out: {\"time\", \"channel\", \"id\", \"message\", \"signals\": {\"...\": label or number}}",
      "A number stands where there is no label, or another raw value has the same. A frame that the DBC file does not"
          + " have is {\"time\", \"channel\", \"id\", \"data\"}, a line that is no frame {\"error\"}."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class DbcDecodeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "write JSON objects, one a line")
  private boolean json;

  @Parameters(paramLabel = "FILE.dbc", description = "the DBC file")
  private Path file = Path.of("");

  DbcDecodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    MessageCodecs codecs = new MessageCodecs(DbcCommand.read(file, spec));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    boolean good = true;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      good &= line.isBlank() || decode(codecs, line, number);
      if (!lines.ready()) {
        terminal.out().flush();
      }
    }
    return good ? 0 : 1;
  }

  private boolean decode(MessageCodecs codecs, String line, int number) {
    Optional<CandumpLine> frame = CandumpLine.parse(line);
    frame.ifPresentOrElse(
        parsed -> terminal.out().println(text(codecs, parsed)),
        () -> tell("line " + number + ": no frame as 'candump -L' writes it"));
    return frame.isPresent();
  }

  private void tell(String problem) {
    if (json) {
      terminal.out().println(JsonLines.text(Map.of("error", problem)));
    } else {
      terminal.err().println(problem);
    }
  }

  private String text(MessageCodecs codecs, CandumpLine frame) {
    Optional<MessageCodec> codec = codecs.find(frame.id(), frame.extended());
    if (json) {
      return JsonLines.text(DbcJson.of(frame, codec));
    }
    String head = "(%s) %s %s ".formatted(frame.time(), frame.channel(), frame.hexId());
    return head + codec.map(found -> text(found, frame)).orElse("is not in the DBC file");
  }

  private static String text(MessageCodec codec, CandumpLine frame) {
    return codec.decode(frame.data().toByteArray()).stream()
        .map(DbcDecodeCommand::text)
        .collect(Collectors.joining(", ", codec.message().name() + ": ", ""));
  }

  private static String text(SignalReading reading) {
    String unit = reading.signal().unit().isEmpty() ? "" : " " + reading.signal().unit();
    String label = reading.label().map(text -> " (" + text + ")").orElse("");
    return reading.signal().name() + "=" + DbcCommand.plain(reading.physical()) + unit + label;
  }
}
