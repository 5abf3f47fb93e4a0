package io.voxbus.hil.bench;

import io.voxbus.hil.run.Bench;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.hil.tape.Replay;
import io.voxbus.hil.tape.Tape;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus bench replay}: plays a recording to a device. */
@Command(
    name = "replay",
    description = {
      "Plays the transcripts and vehicle states of a recording to a device, and tells what it answers otherwise than in the"
          + " recording: another outcome, other calls, or another end of them.",
      "",
      "Each message is published at its moment, counted from the beginning, so that no delay adds to another. It has new ids,"
          + " and its times are as long ago as they were."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was answered as in the recording",
      "1:something was not",
      "2:the bench or the recording is broken"
    })
public final class ReplayCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final TargetOptions target = new TargetOptions();

  @Parameters(paramLabel = "LOG", description = "a recording of voxbus bench record")
  private Path log = Path.of("bench.log");

  @Option(
      names = "--as-fast-as-possible",
      description = "say each sentence as soon as the one before it is answered")
  private boolean fast;

  /** The command for a terminal. */
  public ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Guard guard = new Guard(spec, terminal);
    return guard.run(() -> replay(target.one(guard)));
  }

  private int replay(Target driven) throws IOException, InterruptedException {
    Tape tape = Tape.read(log);
    try (Bench bench = driven.benches(1, target.files()).findFirst().orElseThrow().get()) {
      bench.inject(Fault.VEHICLE_SILENT, Duration.ZERO).await(); // the recording tells the state
      Replay.Outcome outcome =
          fast ? Replay.asFastAsPossible(bench, tape) : Replay.inTime(bench, tape);
      tell(tape, outcome);
      return outcome.differences().isEmpty() && outcome.unanswered().isEmpty() ? 0 : 1;
    }
  }

  private void tell(Tape tape, Replay.Outcome outcome) {
    PrintStream out = terminal.out();
    double recorded = tape.nanos() / 1e9;
    out.printf(
        Locale.ROOT,
        "replayed %.4f s in %.4f s (%+.4f %%)%n",
        recorded,
        outcome.seconds(),
        recorded == 0 ? 0 : 100 * (outcome.seconds() / recorded - 1));
    if (!fast) {
      out.println("published: " + outcome.punctuality().told());
    }
    out.printf(
        "%d sentences, %d answered otherwise, %d without an answer%n",
        outcome.transcripts(), outcome.differences().size(), outcome.unanswered().size());
    outcome.differences().forEach(line -> out.println("  " + line));
    outcome.unanswered().forEach(id -> out.println("  " + id + ": no answer"));
  }
}
