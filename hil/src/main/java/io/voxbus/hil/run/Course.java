package io.voxbus.hil.run;

import io.vertx.core.Future;
import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes the steps of one list, each at its moment by the monotonic clock: a step that is late does
 * not make the next ones late, and what was seen is judged by when it was seen, not by when it is
 * looked at. Ends with the first step that does not pass.
 */
final class Course {
  private final String phase;
  private final List<Step> steps;
  private final Actor actor;
  private final long origin;
  private final BlockingQueue<Runnable> events;
  private final List<Seen> seen;
  private final Map<String, Progress> progress = new LinkedHashMap<>();
  private final long begun = System.nanoTime();

  /** Carries out what a step does to the bench. */
  interface Actor {
    /** Completes when it is done. */
    Future<Void> act(Step step);
  }

  /** What has become of a step so far; times by the monotonic clock. */
  private static final class Progress {
    private final Step step;
    private final long intended;
    private final long actual;
    private Optional<StepResult> result = Optional.empty();

    private Progress(Step step, long intended, long actual) {
      this.step = step;
      this.intended = intended;
      this.actual = actual;
    }
  }

  /**
   * A list that begins now.
   *
   * @param phase what the list is, for reports
   * @param origin the scenario's first moment
   * @param events what happens; each runs on the thread of {@link #run}
   * @param seen grows by the events
   */
  Course(
      String phase,
      List<Step> steps,
      Actor actor,
      long origin,
      LinkedBlockingQueue<Runnable> events,
      List<Seen> seen) {
    this.phase = phase;
    this.steps = steps;
    this.actor = actor;
    this.origin = origin;
    this.events = events;
    this.seen = seen;
  }

  /** Runs until all steps have passed, or one has not; in the order in which they began. */
  List<StepResult> run() throws InterruptedException {
    while (!over()) {
      begin();
      judge();
      if (!over()) {
        await();
      }
    }
    return progress.values().stream().flatMap(each -> each.result.stream()).toList();
  }

  private boolean over() {
    long passed = progress.values().stream().filter(each -> each.result.isPresent()).count();
    return passed == steps.size() || broken();
  }

  private boolean broken() {
    return progress.values().stream()
        .flatMap(each -> each.result.stream())
        .anyMatch(result -> result.verdict() != Verdict.PASSED);
  }

  /** Waits until something happens, or the next moment has come. */
  private void await() throws InterruptedException {
    long now = System.nanoTime();
    long wait = Math.max(0, nextMoment(now) - now);
    Runnable first = events.poll(wait, TimeUnit.NANOSECONDS);
    List<Runnable> all = new ArrayList<>();
    if (first != null) {
      all.add(first);
    }
    events.drainTo(all);
    all.forEach(Runnable::run);
  }

  private long nextMoment(long now) {
    long next = now + TimeUnit.SECONDS.toNanos(1);
    for (Step step : steps) {
      OptionalLong moment = progress.containsKey(step.id()) ? deadline(step) : due(step);
      next = moment.isPresent() ? earlier(next, moment.getAsLong()) : next;
    }
    return next;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private OptionalLong deadline(Step step) {
    Progress at = progress.get(step.id());
    if (at == null || at.result.isPresent()) {
      return OptionalLong.empty();
    }
    if (step.action() instanceof Action.Expect expect) {
      return OptionalLong.of(since(at, expect) + expect.within().toNanos() + Judgement.GRACE_NANOS);
    }
    return step.action() instanceof Action.ExpectNone none
        ? OptionalLong.of(at.actual + none.time().toNanos() + Judgement.GRACE_NANOS)
        : OptionalLong.empty();
  }

  /** When a step that has not begun is to begin; empty while that depends on another. */
  private OptionalLong due(Step step) {
    if (step.start() instanceof Step.Start.At at) {
      return OptionalLong.of(begun + at.time().toNanos());
    }
    Step.Start.After after = (Step.Start.After) step.start();
    Optional<String> other = after.step().or(() -> before(step));
    if (other.isEmpty()) {
      return OptionalLong.of(begun + after.pause().toNanos());
    }
    return Optional.ofNullable(progress.get(other.get()))
        .flatMap(each -> each.result)
        .map(result -> OptionalLong.of(origin + result.ended() + after.pause().toNanos()))
        .orElseGet(OptionalLong::empty);
  }

  private Optional<String> before(Step step) {
    int place = steps.indexOf(step);
    return place == 0 ? Optional.empty() : Optional.of(steps.get(place - 1).id());
  }

  /** Begins what is due; one that is done at once may make the next one due. */
  private void begin() {
    boolean more = true;
    while (more && !broken()) {
      more = false;
      for (Step step : steps) {
        OptionalLong due = progress.containsKey(step.id()) ? OptionalLong.empty() : due(step);
        if (due.isPresent() && due.getAsLong() - System.nanoTime() <= 0) {
          begin(step, due.getAsLong());
          judge();
          more = true;
        }
      }
    }
  }

  private void begin(Step step, long intended) {
    Progress begins = new Progress(step, intended, System.nanoTime());
    progress.put(step.id(), begins);
    if (step.action() instanceof Action.Expect || step.action() instanceof Action.ExpectNone) {
      return;
    }
    actor
        .act(step)
        .onComplete(
            done -> {
              long at = System.nanoTime();
              events.add(
                  () ->
                      end(
                          begins,
                          at,
                          done.succeeded() ? Verdict.PASSED : Verdict.ERROR,
                          done.succeeded() ? "" : String.valueOf(done.cause().getMessage())));
            });
  }

  private void judge() {
    for (Progress each : progress.values()) {
      if (each.result.isEmpty()) {
        if (each.step.action() instanceof Action.Expect expect) {
          long since = since(each, expect);
          settle(each, new Judgement(seen, since, since + expect.within().toNanos()).of(expect));
        } else if (each.step.action() instanceof Action.ExpectNone none) {
          long until = each.actual + none.time().toNanos();
          settle(each, new Judgement(seen, each.actual, until).of(none));
        }
      }
    }
  }

  private void settle(Progress each, Optional<Judgement.Decided> decided) {
    decided.ifPresent(
        how ->
            end(
                each,
                how.at(),
                how.message().isEmpty() ? Verdict.PASSED : Verdict.FAILED,
                how.message()));
  }

  /** When the step began from which an expectation counts. */
  private long since(Progress expecting, Action.Expect expect) {
    return expect
        .since()
        .or(() -> cause(expecting.step))
        .map(progress::get)
        .map(each -> each.actual)
        .orElse(begun);
  }

  /** The last step above that did something, and has begun. */
  private Optional<String> cause(Step step) {
    List<Step> above = new ArrayList<>(steps.subList(0, steps.indexOf(step)));
    Collections.reverse(above);
    return above.stream()
        .filter(each -> !(each.action() instanceof Action.Expect))
        .filter(each -> !(each.action() instanceof Action.ExpectNone))
        .map(Step::id)
        .filter(progress::containsKey)
        .findFirst();
  }

  private void end(Progress each, long at, Verdict verdict, String message) {
    each.result =
        Optional.of(
            new StepResult(
                phase,
                each.step,
                each.intended - origin,
                each.actual - origin,
                at - origin,
                verdict,
                message));
  }
}
