package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.voxbus.module.resolve.BestReading;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.Utterance;
import io.voxbus.vehicle.Call;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Asks the model about one utterance after the other, on its own thread, in the order of arrival.
 * An utterance's context is looked up when its turn comes, so that it sees the calls of all before
 * it.
 */
final class InferenceQueue {
  private final WorkerExecutor worker;
  private final Understanding understanding;
  private final DialogueContext dialogue;
  private final int capacity;
  private final Queue<Job> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * A queue.
   *
   * @param worker runs the model
   * @param understanding the model
   * @param dialogue the context of utterances
   * @param capacity how many utterances may wait, at least 1
   */
  InferenceQueue(
      WorkerExecutor worker, Understanding understanding, DialogueContext dialogue, int capacity) {
    this.worker = worker;
    this.understanding = understanding;
    this.dialogue = dialogue;
    this.capacity = capacity;
  }

  /**
   * What the model made of an utterance.
   *
   * @param resolution what
   * @param startedNanos when it began, by {@link System#nanoTime}
   * @param endedNanos when it was done
   */
  record Resolved(Resolution resolution, long startedNanos, long endedNanos) {}

  private record Job(Utterance utterance, Promise<Resolved> done) {}

  /** Queues an utterance; empty when too many wait already. */
  Optional<Future<Resolved>> submit(Utterance utterance) {
    if (waiting.size() >= capacity) {
      return Optional.empty();
    }
    Job job = new Job(utterance, Promise.promise());
    waiting.add(job);
    next();
    return Optional.of(job.done().future());
  }

  private void next() {
    if (busy) {
      return;
    }
    Job job = waiting.poll();
    if (job == null) {
      return;
    }
    busy = true;
    List<Call> context = dialogue.before(job.utterance());
    worker
        .executeBlocking(() -> resolve(job.utterance(), context), false)
        .onComplete(
            result -> {
              busy = false;
              if (result.succeeded()) {
                dialogue.remember(job.utterance(), actedOn(result.result().resolution()));
              }
              job.done().handle(result);
              next();
            });
  }

  /** A follow-up leans on what was done, never on what was only asked about. */
  private List<Call> actedOn(Resolution resolution) {
    return Decision.of(resolution, understanding.thresholds()) == Decision.ACT
        ? resolution.calls()
        : List.of();
  }

  private Resolved resolve(Utterance utterance, List<Call> context) {
    long started = System.nanoTime();
    Resolution resolution =
        BestReading.of(
            utterance.readings(), text -> understanding.resolver().resolve(text, context));
    return new Resolved(resolution, started, System.nanoTime());
  }
}
