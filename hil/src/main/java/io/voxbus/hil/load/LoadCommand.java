package io.voxbus.hil.load;

import io.voxbus.hil.process.Broker;
import io.voxbus.hil.process.Child;
import io.voxbus.hil.process.Part;
import io.voxbus.hil.run.Bench;
import io.voxbus.hil.run.RemoteBench;
import io.voxbus.hil.run.Stage;
import io.voxbus.hil.run.Utterance;
import io.voxbus.module.app.Home;
import io.voxbus.module.app.Latencies;
import io.voxbus.module.app.ModelOption;
import io.voxbus.module.app.ResidentMemory;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.Version;
import io.voxbus.module.bridge.BrokerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus load}: how the service bears load. */
@Command(
    name = "load",
    description = {
      "Runs the broker mosquitto, the service and the virtual bridge as processes, and says sentences at an even pace for"
          + " some minutes, then far more than the service can work on for ten seconds, then at the even pace again.",
      "",
      "Prints for each: the time from when a sentence was due until its response was heard, with and without what the bridge"
          + " took of it (a window's frames alone are on the bus for 0.2 s), what was answered, and the service's memory."
          + " What is too much is answered OUTCOME_BUSY at once; times are of all other answers."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class LoadCommand implements Callable<Integer> {
  private static final Duration FLOOD = Duration.ofSeconds(10);
  private static final Duration AFTERWARDS = Duration.ofSeconds(30);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final double PERCENT = 100;

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ModelOption model = new ModelOption();

  @Option(names = "--rate", paramLabel = "N", description = "sentences a second (${DEFAULT-VALUE})")
  private int rate = 100;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "for so many minutes (${DEFAULT-VALUE})")
  private int minutes = 10;

  @Option(
      names = "--flood",
      paramLabel = "N",
      description = "sentences a second in the flood (${DEFAULT-VALUE})")
  private int flood = 2000;

  /** The command for a terminal. */
  public LoadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, TimeoutException {
    String mosquitto =
        Broker.find().orElseThrow(() -> wrong("mosquitto is not installed; install that package"));
    if (rate < 1 || minutes < 1 || flood < 1) {
      throw wrong("--rate, --minutes and --flood must be at least 1");
    }
    Path folder = Files.createTempDirectory("voxbus-load");
    int port = Broker.freePort();
    BrokerAddress address = BrokerAddress.parse("mqtt://127.0.0.1:" + port);
    String board = Home.folder().resolve("board-configs/virtual").toString();
    Child broker = Broker.asInTheCar(mosquitto, port, folder);
    Child bridge =
        Child.start(
            Part.commandLine(
                folder,
                "bridge",
                address.toString(),
                board,
                folder.toString(),
                folder.resolve("bus.tsv").toString(),
                "0"),
            folder.resolve("bridge.log"));
    Child service =
        Child.start(
            Part.commandLine(
                folder,
                "service",
                address.toString(),
                board,
                folder.toString(),
                model.folder().toString()),
            folder.resolve("service.log"));
    try {
      bridge.awaitReady();
      service.awaitReady();
      measure(address, Path.of(board), service);
    } finally {
      service.kill();
      bridge.kill();
      broker.kill();
    }
    return 0;
  }

  private ParameterException wrong(String mistake) {
    return new ParameterException(spec.commandLine(), mistake);
  }

  private void measure(BrokerAddress address, Path board, Child service)
      throws IOException, InterruptedException, TimeoutException {
    Topics topics = new Topics(ServiceConfiguration.DEFAULT_PREFIX, Part.VEHICLE);
    try (Bench bench = RemoteBench.connect(address, topics, board)) {
      measure(new Pace(bench), service);
    }
  }

  private void measure(Pace pace, Child service) throws IOException, InterruptedException {
    terminal
        .out()
        .printf(
            "%-24s %8s %8s %7s %19s %19s %5s%n%-24s %8s %8s %7s %9s %9s %9s %9s %5s%n",
            "",
            "",
            "",
            "",
            "to the command, ms",
            "to the answer, ms",
            "",
            "",
            "said",
            "answered",
            "busy %",
            "p50",
            "p99",
            "p99",
            "max",
            "MiB");
    line("warm-up", pace.hold(rate, WARM_UP), service);
    for (int minute = 1; minute <= minutes; minute++) {
      line(rate + " a second, minute " + minute, pace.hold(rate, Duration.ofMinutes(1)), service);
    }
    line(flood + " a second", pace.hold(flood, FLOOD), service);
    line(rate + " a second, after it", pace.hold(rate, AFTERWARDS), service);
  }

  private void line(String name, Measured measured, Child service) throws IOException {
    Latencies answers = new Latencies();
    Latencies commands = new Latencies();
    for (Utterance utterance : measured.utterances()) {
      long answered = utterance.micros().getOrDefault(Stage.TO_RESPONSE, 0L);
      answers.add(TimeUnit.MICROSECONDS.toNanos(answered));
      long bridge = utterance.micros().getOrDefault(Stage.BRIDGE, 0L);
      commands.add(TimeUnit.MICROSECONDS.toNanos(answered - bridge));
    }
    double busy = PERCENT * (measured.answered() - answers.count()) / measured.said();
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%-24s %8d %8d %7.1f %9.1f %9.1f %9.1f %9.1f %5d%n",
            name,
            measured.said(),
            measured.answered(),
            busy,
            millis(commands, 0.5),
            millis(commands, 0.99),
            millis(answers, 0.99),
            millis(answers, 1),
            ResidentMemory.kibibytes(service.pid()).orElse(0L) / 1024);
    terminal.out().flush();
  }

  private static double millis(Latencies latencies, double quantile) {
    return latencies.micros(quantile) / 1e3;
  }
}
