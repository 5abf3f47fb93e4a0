package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.voxbus.module.dialogue.Dialogue;
import io.voxbus.module.dialogue.Heard;
import io.voxbus.module.dialogue.Stop;
import io.voxbus.module.resolve.BestReading;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.Utterance;
import io.voxbus.vehicle.Call;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Asks the model about one utterance after the other, on its own thread, in the order of arrival.
 * What an utterance is in its conversation is looked up when its turn comes, so that it follows on
 * all before it; what needs no model, a yes or a no, waits for its turn, too.
 */
final class InferenceQueue {
  private final WorkerExecutor worker;
  private final LiveModel model;
  private final Dialogue dialogue;
  private final int capacity;
  private final Queue<Job> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * A queue.
   *
   * @param worker runs the model
   * @param model the model
   * @param dialogue what was said before
   * @param capacity how many utterances may wait, at least 1
   */
  InferenceQueue(WorkerExecutor worker, LiveModel model, Dialogue dialogue, int capacity) {
    this.worker = worker;
    this.model = model;
    this.dialogue = dialogue;
    this.capacity = capacity;
  }

  /**
   * What an utterance is.
   *
   * @param heard in its conversation
   * @param resolution what the model made of it; of a silent text where the model was not asked
   * @param thresholds what is done with a confidence of that model
   * @param startedNanos when it began, by {@link System#nanoTime}
   * @param endedNanos when it was done
   */
  record Resolved(
      Heard heard,
      Resolution resolution,
      Manifest.Thresholds thresholds,
      long startedNanos,
      long endedNanos) {}

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

  /** How many utterances wait. */
  int depth() {
    return waiting.size();
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
    resolved(job.utterance(), dialogue.hear(job.utterance()))
        .onComplete(
            result -> {
              busy = false;
              job.done().handle(result);
              next();
            });
  }

  private Future<Resolved> resolved(Utterance utterance, Heard heard) {
    if (heard instanceof Heard.Words words) {
      return worker.executeBlocking(() -> read(utterance, words), false);
    }
    long now = System.nanoTime();
    return Future.succeededFuture(
        new Resolved(heard, Resolution.notAsked(), model.current().thresholds(), now, now));
  }

  private Resolved read(Utterance utterance, Heard.Words words) {
    return model.ask(answering -> read(utterance, words, answering));
  }

  private static Resolved read(Utterance utterance, Heard.Words words, Understanding answering) {
    long started = System.nanoTime();
    List<Call> context = words.context();
    Resolution resolution =
        BestReading.of(utterance.readings(), text -> answering.resolver().resolve(text, context));
    Heard heard = Stop.heard(words, utterance.text(), resolution.calls());
    return new Resolved(heard, resolution, answering.thresholds(), started, System.nanoTime());
  }
}
