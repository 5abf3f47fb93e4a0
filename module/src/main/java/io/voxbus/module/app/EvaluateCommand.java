package io.voxbus.module.app;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.Resolver;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voxbus evaluate}: how often the model is right on labelled utterances. */
@Command(
    name = "evaluate",
    description = {
      "Resolves labelled utterances and prints how many came out right, for each kind.",
      "",
      "row: {\"id\": ..., \"text\": \"...\", \"context\": [calls], \"calls\": [calls],"
          + " \"kind\": \"single|multi|followup|reject\"}"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EvaluateCommand implements Callable<Integer> {
  private static final int WARM_UP = 20;
  private static final int PROGRESS_STEP = 100;

  private final Terminal terminal;
  private final Catalogue catalogue = Catalogue.standard();

  @Mixin private final ModelOption model = new ModelOption();

  @Parameters(arity = "1..*", paramLabel = "FILE.jsonl", description = "labelled utterances")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--misses",
      paramLabel = "FILE",
      description = "write every row that came out otherwise, as JSONL")
  private Optional<Path> misses = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--expect-nothing",
      description = "admit rows without calls, which must give none")
  private boolean expectNothing;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<LabelledRow> rows = rows();
    Bundle bundle = model.bundle(catalogue);
    Evaluation evaluation = evaluate(rows, bundle);
    evaluation.table().forEach(terminal.out()::println);
    if (misses.isPresent()) {
      Files.write(misses.get(), evaluation.misses().stream().map(JsonLines::text).toList());
    }
    if (json.isPresent()) {
      Files.writeString(json.get(), JsonLines.text(report(bundle, evaluation)) + "\n");
    }
    return 0;
  }

  private List<LabelledRow> rows() throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(LabelledRow.read(file, catalogue, expectNothing));
    }
    return rows;
  }

  private Evaluation evaluate(List<LabelledRow> rows, Bundle bundle) {
    try (Resolver resolver = Resolver.open(bundle)) {
      // The first texts are slower by far, and no car resolves only those.
      rows.stream().limit(WARM_UP).forEach(row -> new Evaluation().add(row, resolver));
      Evaluation evaluation = new Evaluation();
      for (int i = 0; i < rows.size(); i++) {
        evaluation.add(rows.get(i), resolver);
        showProgress(i + 1, rows.size());
      }
      return evaluation;
    }
  }

  private void showProgress(int done, int all) {
    if (terminal.interactive() && (done % PROGRESS_STEP == 0 || done == all)) {
      terminal.err().printf("\r%d of %d%s", done, all, done == all ? "\n" : "");
    }
  }

  private Map<String, Object> report(Bundle bundle, Evaluation evaluation) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("bundle", bundle.manifest().id());
    report.put("files", files.stream().map(Path::toString).toList());
    report.putAll(evaluation.toMap());
    return report;
  }
}
