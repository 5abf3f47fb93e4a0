package io.voxbus.hil.run;

import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Scenario;
import io.voxbus.hil.scenario.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs one scenario on one bench, from its set-up to its tear-down. */
final class ScenarioRun {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Bench bench;
  private final Scenario scenario;
  private final int round;
  private final Health health;
  private final BenchActor actor;
  private final Instant started = Instant.now();
  private final long origin = System.nanoTime();
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final List<Seen> seen = new ArrayList<>();
  private final List<StepResult> results = new ArrayList<>();

  /**
   * A run that begins now.
   *
   * @param id what the ids of its transcripts begin with; unique
   */
  ScenarioRun(Bench bench, Scenario scenario, int round, String id) {
    this.bench = bench;
    this.scenario = scenario;
    this.round = round;
    this.health = new Health(bench);
    this.actor = new BenchActor(bench, id + "-");
  }

  /**
   * Runs it.
   *
   * @param settle whether it is over only when all that was said is answered, or was not for ten
   *     seconds
   */
  Result run(boolean settle) throws InterruptedException {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      return result(Verdict.SKIPPED, "this bench has no " + missing.get());
    }
    bench.watch(each -> events.add(() -> note(each)));
    Result result = attempt(settle);
    bench.watch(each -> {});
    return result;
  }

  private Result attempt(boolean settle) throws InterruptedException {
    Optional<String> unwell = health.illness();
    if (unwell.isPresent()) {
      return result(Verdict.ERROR, "before the set-up: " + unwell.get());
    }
    Result result = setUpAndRun();
    take("tear-down", scenario.tearDown());
    if (settle) {
      settle(System.nanoTime() + PATIENCE_NANOS);
    }
    Optional<String> broken =
        results.stream()
            .filter(ScenarioRun::brokenTearDown)
            .findFirst()
            .map(step -> "tear-down: " + step.message())
            .or(health::restore);
    return broken.isPresent() && result.verdict() != Verdict.FAILED
        ? result(Verdict.ERROR, "after the steps: " + broken.get())
        : result(result.verdict(), result.message());
  }

  private void settle(long until) throws InterruptedException {
    while (!allAnswered() && System.nanoTime() - until < 0) {
      Runnable event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event != null) {
        event.run();
      }
    }
  }

  private boolean allAnswered() {
    Set<String> answered =
        seen.stream()
            .filter(each -> each.what() instanceof Seen.Answered)
            .map(each -> each.what().id())
            .collect(Collectors.toSet());
    return answered.containsAll(actor.said().keySet());
  }

  private static boolean brokenTearDown(StepResult step) {
    return step.phase().equals("tear-down") && step.verdict() != Verdict.PASSED;
  }

  private Result setUpAndRun() throws InterruptedException {
    Optional<StepResult> wrong = take("set-up", scenario.setUp());
    if (wrong.isPresent()) {
      return result(Verdict.ERROR, "set-up, " + told(wrong.get()));
    }
    return take("steps", scenario.steps())
        .map(step -> result(step.verdict(), told(step)))
        .orElseGet(() -> result(Verdict.PASSED, ""));
  }

  /** Takes the steps of a list; what did not pass. */
  private Optional<StepResult> take(String phase, List<Step> steps) throws InterruptedException {
    List<StepResult> taken = new Course(phase, steps, actor, origin, events, seen).run();
    results.addAll(taken);
    return taken.stream().filter(step -> step.verdict() != Verdict.PASSED).findFirst();
  }

  private String told(StepResult step) {
    return "%s:%d, %s: %s"
        .formatted(scenario.file(), step.step().line(), step.step().id(), step.message());
  }

  private Optional<String> missing() {
    return Stream.of(scenario.setUp(), scenario.steps(), scenario.tearDown())
        .flatMap(List::stream)
        .map(Step::action)
        .filter(Action.Inject.class::isInstance)
        .map(Action.Inject.class::cast)
        .filter(inject -> !bench.offers(inject.fault()))
        .map(inject -> inject.fault().part() + " that can be " + inject.fault().kind())
        .findFirst();
  }

  /**
   * What belongs to other scenarios, or to nobody's transcript of ours, is none of our business.
   */
  private void note(Seen each) {
    if (actor.concerns(each)) {
      seen.add(each);
    }
  }

  private Result result(Verdict verdict, String message) {
    List<Utterance> utterances =
        actor.said().entrySet().stream()
            .map(each -> Utterance.of(each.getKey(), each.getValue(), seen))
            .toList();
    return new Result(
        scenario,
        round,
        bench.name(),
        verdict,
        message,
        started,
        Duration.ofNanos(System.nanoTime() - origin),
        origin,
        results,
        seen,
        utterances);
  }
}
