package io.voxbus.hil.demo;

import io.voxbus.module.app.Home;
import io.voxbus.module.app.ModelOption;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import io.voxbus.module.observe.Logs;
import io.voxbus.proto.v1.Seat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code voxbus}: the whole way from a sentence to frames on a virtual bus. */
@Command(
    name = "voxbus",
    description = {
      "Turns spoken commands into vehicle function calls and CAN frames.",
      "",
      "Without a command: starts an MQTT broker, a virtual CAN bridge and the service, and reads what a driver would say"
          + " from standard input, one sentence a line, until its end. For each it prints the functional tokens, the"
          + " calls, the frames as candump lines with their signals, the spoken answer and the time of each stage.",
      "",
      "The car stands parked in daylight with the driver alone in it. Lines that begin with a slash change that:",
      "  /drive KMH          drives forwards at this speed",
      "  /park               stands in park",
      "  /seat SEAT          who speaks from now on",
      "  /set PATH VALUE     another signal of the vehicle, by its VSS path"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed or was found wrong",
      "2:the command line is wrong"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String STAGE_HELP =
      "/drive KMH, /park, /seat driver|passenger|rear_left|rear_right, or /set PATH VALUE";

  private final Terminal terminal;

  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--board",
      paramLabel = "DIR",
      description = "the board's folder (the virtual board that comes with Voxbus)")
  private Optional<Path> board = Optional.empty();

  @Option(
      names = "--seat",
      paramLabel = "SEAT",
      description = "who speaks: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Speaker seat = Speaker.driver;

  @Option(names = "--json", description = "write one JSON object a sentence")
  private boolean json;

  /** The seats, as the command line names them. */
  enum Speaker {
    driver(Seat.SEAT_DRIVER),
    passenger(Seat.SEAT_PASSENGER),
    rear_left(Seat.SEAT_REAR_LEFT),
    rear_right(Seat.SEAT_REAR_RIGHT);

    private final Seat seat;

    Speaker(Seat seat) {
      this.seat = seat;
    }
  }

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Logs.onlyErrors(); // the report tells what a log would
    Path boardFolder = board.orElseGet(() -> Home.folder().resolve("board-configs/virtual"));
    try (Demonstration demonstration = Demonstration.start(boardFolder, model.folder())) {
      Report report = json ? new JsonReport() : new TextReport();
      terminal.err().println(demonstration.greeting());
      talk(demonstration, report);
    }
    return 0;
  }

  private void talk(Demonstration demonstration, Report report) throws IOException {
    BufferedReader sentences =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    prompt();
    for (String line = sentences.readLine(); line != null; line = sentences.readLine()) {
      if (line.startsWith("/")) {
        stage(demonstration, line.strip().split("\\s+"));
      } else if (!line.isBlank()) {
        terminal.out().print(report.of(demonstration.say(line.strip(), seat.seat)));
        terminal.out().flush();
      }
      prompt();
    }
  }

  /** Carries out a line that begins with a slash. */
  private void stage(Demonstration demonstration, String... words) {
    try {
      switch (words[0] + words.length) {
        case "/drive2" -> demonstration.vehicle().drive(Double.parseDouble(words[1])).await();
        case "/park1" -> demonstration.vehicle().stand().await();
        case "/seat2" -> seat = Speaker.valueOf(words[1]);
        case "/set3" -> demonstration.vehicle().change(words[1], words[2]).await();
        default -> terminal.err().println(STAGE_HELP);
      }
    } catch (IllegalArgumentException mistake) {
      terminal.err().println(STAGE_HELP);
    }
  }

  private void prompt() {
    if (terminal.interactive()) {
      terminal.err().print("say> ");
      terminal.err().flush();
    }
  }
}
