package io.voxbus.module.app;

import io.voxbus.module.resolve.Resolver;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus bench resolve}: how long a text takes to become calls. */
@Command(
    name = "resolve",
    description =
        "Measures the time from text to calls, by the number of calls that come out, after a"
            + " warm-up; and the memory of the process.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BenchResolveCommand implements Callable<Integer> {
  private static final int WARM_UP = 500;

  private final Terminal terminal;
  private final Catalogue catalogue = Catalogue.standard();

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each text is resolved (${DEFAULT-VALUE})")
  private int rounds = 3;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.jsonl",
      description = "utterances: {\"text\": \"...\", \"context\": [calls]}")
  private List<Path> files = new ArrayList<>();

  BenchResolveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds must be at least 1");
    }
    List<UtteranceRow> utterances = utterances();
    try (Resolver resolver = Resolver.open(model.bundle(catalogue))) {
      warmUp(utterances, resolver);
      report(measure(utterances, resolver));
    }
    return 0;
  }

  private List<UtteranceRow> utterances() throws IOException {
    List<UtteranceRow> utterances = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        JsonLines lines = new JsonLines(in);
        for (Optional<JsonRow> row = lines.next(); row.isPresent(); row = lines.next()) {
          utterances.add(utterance(file, row.get()));
        }
      }
    }
    return utterances;
  }

  private UtteranceRow utterance(Path file, JsonRow row) {
    String place = file + ":" + row.line() + ": ";
    if (row instanceof JsonRow.Malformed malformed) {
      throw new CommandException(place + malformed.problem());
    }
    try {
      return UtteranceRow.of(((JsonRow.Fields) row).json(), catalogue);
    } catch (IllegalArgumentException | IllegalCallException e) {
      throw new CommandException(place + e.getMessage());
    }
  }

  private static void warmUp(List<UtteranceRow> utterances, Resolver resolver) {
    for (int i = 0; i < WARM_UP && !utterances.isEmpty(); i++) {
      UtteranceRow utterance = utterances.get(i % utterances.size());
      utterance.resolve(resolver);
    }
  }

  private Map<Integer, Latencies> measure(List<UtteranceRow> utterances, Resolver resolver) {
    Map<Integer, Latencies> byCalls = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      for (UtteranceRow utterance : utterances) {
        long started = System.nanoTime();
        int calls = utterance.resolve(resolver).calls().size();
        long taken = System.nanoTime() - started;
        byCalls.computeIfAbsent(calls, ignored -> new Latencies()).add(taken);
      }
    }
    return byCalls;
  }

  private void report(Map<Integer, Latencies> byCalls) throws IOException {
    say("%5s %8s %9s %9s %9s %9s", "calls", "texts", "p50 ms", "p90 ms", "p99 ms", "max ms");
    byCalls.forEach(
        (calls, latencies) ->
            say(
                "%5d %8d %9.2f %9.2f %9.2f %9.2f",
                calls,
                latencies.count(),
                latencies.micros(0.5) / 1e3,
                latencies.micros(0.9) / 1e3,
                latencies.micros(0.99) / 1e3,
                latencies.micros(1) / 1e3));
    Optional<Long> memory = ResidentMemory.kibibytes();
    say("resident memory: %s", memory.map(kib -> kib / 1024 + " MiB").orElse("not known here"));
  }

  private void say(String format, Object... values) {
    terminal.out().println(String.format(Locale.ROOT, format, values));
  }
}
