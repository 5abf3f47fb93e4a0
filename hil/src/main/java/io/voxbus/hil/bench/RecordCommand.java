package io.voxbus.hil.bench;

import io.vertx.core.Vertx;
import io.voxbus.hil.tape.Recorder;
import io.voxbus.hil.tape.TapeWriter;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Termination;
import io.voxbus.module.app.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus bench record}: a log of what goes over a broker and a bus. */
@Command(
    name = "record",
    description = {
      "Writes down transcripts, vehicle states, commands, acks and answers of a rig, each with the time of a monotonic clock,"
          + " until SIGTERM. For the frames on the bus, give it those of candump: candump -L can0 | voxbus bench record"
          + " --candump - ...",
      "",
      "The log has all that was said. docs/bench.md explains its format; voxbus bench replay plays it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class RecordCommand implements Callable<Integer> {
  private static final long PATIENCE_S = 15;

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final TargetOptions target = new TargetOptions();

  @Parameters(paramLabel = "LOG", description = "the file to write; overwritten if it is there")
  private Path log = Path.of("bench.log");

  @Option(
      names = "--candump",
      paramLabel = "FILE",
      description = "frames in the form of candump -L, from a pipe; - is standard input")
  private Optional<Path> candump = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "end by itself after this time, at least 1")
  private Optional<Integer> seconds = Optional.empty();

  /** The command for a terminal. */
  public RecordCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Guard guard = new Guard(spec, terminal);
    if (!(target.one(guard) instanceof Target.Rig rig)) {
      throw guard.wrong("name the rig, as --target mqtt://host:port or mqtt://host:port/VEHICLE");
    }
    if (seconds.filter(time -> time < 1).isPresent()) {
      throw guard.wrong("--for must be at least 1");
    }
    return guard.run(() -> record(rig));
  }

  private int record(Target.Rig rig) throws IOException, InterruptedException, TimeoutException {
    Termination termination = Termination.bySignal();
    Vertx vertx = Vertx.vertx();
    try (TapeWriter tape = TapeWriter.begin(log, rig.words())) {
      Recorder recorder =
          Recorder.start(vertx, rig.broker(), rig.topics(), tape)
              .await(PATIENCE_S, TimeUnit.SECONDS);
      candump.ifPresent(file -> follow(file, tape));
      terminal.err().println("ready: recording " + rig.words());
      if (seconds.isPresent()) {
        TimeUnit.SECONDS.sleep(seconds.get());
      } else {
        termination.await();
      }
      recorder.stop().await();
      terminal.out().printf("%d entries are in %s%n", tape.count(), log);
      terminal.out().flush();
    } finally {
      vertx.close().await();
      termination.done();
    }
    return 0;
  }

  /** Reads frames until there are no more, beside everything else. */
  private void follow(Path file, TapeWriter tape) {
    Thread reading =
        new Thread(
            () -> {
              try (BufferedReader lines = new BufferedReader(open(file))) {
                lines.lines().filter(line -> line.startsWith("(")).forEach(tape::frame);
              } catch (IOException | RuntimeException broken) {
                terminal.err().printf("frames of %s end here: %s%n", file, broken.getMessage());
              }
            },
            "candump");
    reading.setDaemon(true);
    reading.start();
  }

  private Reader open(Path file) throws IOException {
    return file.toString().equals("-")
        ? new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)
        : Files.newBufferedReader(file);
  }
}
