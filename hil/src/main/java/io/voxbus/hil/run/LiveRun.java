package io.voxbus.hil.run;

import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Drives a bench action by action, for tests that are written as code. Expectations count from the
 * beginning of the last action that did something. Belongs to one thread.
 */
public final class LiveRun {
  private static final long PATIENCE_S = 30;
  private static final Step.Start AT_ONCE = new Step.Start.At(Duration.ZERO);

  private final Bench bench;
  private final Health health;
  private final BenchActor actor;
  private final LinkedBlockingQueue<Seen> events = new LinkedBlockingQueue<>();
  private final List<Seen> seen = new ArrayList<>();
  private long since = System.nanoTime();

  /**
   * A run that begins now.
   *
   * @param bench which nobody else may watch meanwhile
   * @param id what the ids of its transcripts begin with; unique
   */
  public LiveRun(Bench bench, String id) {
    this.bench = bench;
    this.health = new Health(bench);
    this.actor = new BenchActor(bench, id);
    bench.watch(events::add);
  }

  /** What is wrong with the bench, after it had time to become well. */
  public Optional<String> illness() {
    return health.illness();
  }

  /** Undoes every fault; what is wrong with the bench after that. */
  public Optional<String> restore() {
    bench.watch(seen -> {});
    return health.restore();
  }

  /** Whether the bench can do this. */
  public boolean offers(Action.Inject inject) {
    return bench.offers(inject.fault());
  }

  /**
   * Does something to the bench; returns when it is done.
   *
   * @throws TimeoutException when it takes half a minute
   */
  public void act(Action action) throws TimeoutException {
    since = System.nanoTime();
    Step step = new Step("step " + since, 0, AT_ONCE, action);
    actor.act(step).await(PATIENCE_S, TimeUnit.SECONDS);
  }

  /** Waits for something; what was expected and seen instead, if it does not come. */
  public Optional<String> expect(Action.Expect expected) throws InterruptedException {
    long until = since + expected.within().toNanos();
    return await(() -> new Judgement(seen, since, until).of(expected), until);
  }

  /** Waits, in which time something must not come; what came, if it does. */
  public Optional<String> expectNone(Action.ExpectNone unwanted) throws InterruptedException {
    long begun = System.nanoTime();
    long until = begun + unwanted.time().toNanos();
    return await(() -> new Judgement(seen, begun, until).of(unwanted), until);
  }

  private Optional<String> await(Supplier<Optional<Judgement.Decided>> judge, long until)
      throws InterruptedException {
    Optional<Judgement.Decided> decided = judge.get();
    while (decided.isEmpty()) {
      long wait = until + Judgement.GRACE_NANOS - System.nanoTime();
      Seen next = events.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
      if (next != null && actor.concerns(next)) {
        seen.add(next);
      }
      decided = judge.get();
    }
    return decided.map(Judgement.Decided::message).filter(message -> !message.isEmpty());
  }
}
