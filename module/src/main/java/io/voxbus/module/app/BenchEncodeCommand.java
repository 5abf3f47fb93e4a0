package io.voxbus.module.app;

import io.voxbus.dbc.DbcException;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.CommandEncoder;
import io.voxbus.module.can.EveryCall;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.interlock.Pass;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus bench encode}: what it costs to make signals and frames of a call. */
@Command(
    name = "encode",
    description = {
      "Measures the time from a cleared call to its frames, for every function of a board, after a warm-up: every word,"
          + " the ends of every range, every area.",
      "",
      "bytes: allocated for a call; result: how many of them the signals and frames themselves take, the rest being"
          + " garbage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BenchEncodeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Catalogue catalogue = Catalogue.standard();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--board",
      paramLabel = "DIR",
      required = true,
      description = "the board's folder")
  private Path folder = Path.of("");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each call is encoded (${DEFAULT-VALUE})")
  private int rounds = 200;

  BenchEncodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds must be at least 1");
    }
    try {
      Board board = Board.read(folder);
      measure(board, new CommandEncoder(BoardMapping.read(folder, board)));
      return 0;
    } catch (BoardException | DbcException e) {
      throw new ParameterException(spec.commandLine(), folder + ": " + Mistakes.firstLine(e), e);
    }
  }

  private void measure(Board board, CommandEncoder encoder) {
    List<FunctionSpec> functions =
        catalogue.functions().stream()
            .filter(function -> board.functions().containsKey(function.name()))
            .toList();
    functions.forEach(function -> EncodingCost.of(encoder, passes(function, board), rounds));
    Latencies all = new Latencies();
    say("%-28s %7s %8s %8s %8s %8s", "function", "calls", "p50 ns", "p99 ns", "bytes", "result");
    for (FunctionSpec function : functions) {
      EncodingCost cost = EncodingCost.of(encoder, passes(function, board), rounds);
      all.addAll(cost.times());
      say(
          "%-28s %7d %8d %8d %8.0f %8.0f",
          function.name(),
          cost.times().count(),
          cost.times().nanos(0.5),
          cost.times().nanos(0.99),
          cost.bytes(),
          cost.resultBytes());
    }
    say("%-28s %7d %8d %8d", "all", all.count(), all.nanos(0.5), all.nanos(0.99));
  }

  /** What the board cannot ground, such as an area that it lacks, is left out. */
  private static List<Pass> passes(FunctionSpec function, Board board) {
    Grounder grounder = new Grounder(board);
    return new EveryCall(function, board.function(function.name()).orElseThrow())
        .calls().stream()
            .map(call -> grounder.ground(call, Seat.SEAT_DRIVER))
            .filter(Grounded.class::isInstance)
            .map(Grounded.class::cast)
            .map(Gate::forDisplay)
            .toList();
  }

  private void say(String format, Object... values) {
    terminal.out().println(String.format(Locale.ROOT, format, values));
  }
}
