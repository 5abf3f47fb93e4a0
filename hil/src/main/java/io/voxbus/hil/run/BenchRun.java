package io.voxbus.hil.run;

import io.voxbus.hil.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs many scenarios, on one bench or on several at once. */
public final class BenchRun {
  private final Plan plan;
  private final Consumer<Result> progress;
  private final Queue<Turn> turns;
  private final List<Turn> all;
  private final List<Result> results = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, String>> devices = new ConcurrentSkipListMap<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final String prefix;

  /**
   * What is to be run.
   *
   * @param scenarios in the order of the files
   * @param rounds how often each, at least once
   * @param shuffle the seed of another order; empty to keep the files'
   * @param stopOnFailure whether nothing more is begun after something did not pass
   * @param deterministic whether ids are the same in each run, and each scenario waits for all
   *     answers
   * @param benches how each bench is begun; at least one
   */
  public record Plan(
      List<Scenario> scenarios,
      int rounds,
      Optional<Long> shuffle,
      boolean stopOnFailure,
      boolean deterministic,
      List<Supplier<Bench>> benches) {}

  /**
   * What came of a run.
   *
   * @param results in the order of the turns
   * @param devices by the bench's name, what the device under test said of itself
   */
  public record Finished(List<Result> results, Map<String, Map<String, String>> devices) {}

  private record Turn(int place, int round, Scenario scenario) {}

  private BenchRun(Plan plan, Consumer<Result> progress) {
    this.plan = plan;
    this.progress = progress;
    int run = plan.deterministic() ? 0 : ThreadLocalRandom.current().nextInt();
    this.prefix = "bench-%08x".formatted(run);
    this.all = turns(plan);
    this.turns = new ConcurrentLinkedQueue<>(all);
  }

  /**
   * Runs a plan.
   *
   * @param progress hears of each result as soon as it is known, on any thread
   * @return what came of all turns that were begun
   * @throws RuntimeException of a bench that cannot be begun
   */
  public static Finished run(Plan plan, Consumer<Result> progress) throws InterruptedException {
    return new BenchRun(plan, progress).run();
  }

  private Finished run() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(plan.benches().size());
    try {
      List<Future<?>> working = new ArrayList<>();
      for (Supplier<Bench> bench : plan.benches()) {
        working.add(
            threads.submit(
                () -> {
                  work(bench);
                  return null;
                }));
      }
      for (Future<?> each : working) {
        each.get();
      }
    } catch (ExecutionException fault) {
      stopped.set(true);
      throw fault.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(fault.getCause());
    } finally {
      threads.shutdownNow();
    }
    results.sort(Comparator.comparing(this::place));
    return new Finished(List.copyOf(results), Map.copyOf(devices));
  }

  private int place(Result result) {
    return all.stream()
        .filter(turn -> turn.scenario().equals(result.scenario()) && turn.round() == result.round())
        .map(Turn::place)
        .findFirst()
        .orElseThrow();
  }

  /** A bench that is broken is begun anew, so that it spoils one scenario and not all others. */
  private void work(Supplier<Bench> maker) throws InterruptedException {
    Bench bench = maker.get();
    try {
      for (Turn turn = turns.poll(); turn != null && !stopped.get(); turn = turns.poll()) {
        Result result =
            new ScenarioRun(bench, turn.scenario(), turn.round(), prefix + "-" + turn.place())
                .run(plan.deterministic());
        note(result);
        devices.put(bench.name(), bench.device());
        if (result.verdict() == Verdict.ERROR) {
          bench.close();
          bench = maker.get();
        }
      }
    } finally {
      bench.close();
    }
  }

  private void note(Result result) {
    results.add(result);
    progress.accept(result);
    boolean bad = result.verdict() == Verdict.FAILED || result.verdict() == Verdict.ERROR;
    if (plan.stopOnFailure() && bad) {
      stopped.set(true);
    }
  }

  private static List<Turn> turns(Plan plan) {
    List<Turn> turns = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      List<Scenario> scenarios = new ArrayList<>(plan.scenarios());
      int nth = round;
      plan.shuffle().ifPresent(seed -> Collections.shuffle(scenarios, new Random(seed + nth)));
      for (Scenario scenario : scenarios) {
        turns.add(new Turn(turns.size() + 1, round, scenario));
      }
    }
    return turns;
  }
}
