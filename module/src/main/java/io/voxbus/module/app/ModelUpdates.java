package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.ReleaseKeys;
import io.voxbus.module.update.Transfer;
import io.voxbus.module.update.UpdateException;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.proto.v1.ModuleStatus;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the folder of models while the service runs: a bundle that was installed is loaded
 * beside the one that answers, on a thread of its own, runs its golden commands, and takes over
 * between two transcripts. The model before stays loaded for a minute more.
 */
final class ModelUpdates {
  private static final Logger log = LoggerFactory.getLogger(ModelUpdates.class);

  private final Vertx vertx;
  private final WorkerExecutor inference;
  private final WorkerExecutor own;
  private final ModelStart models;
  private final ModelSearch search;
  private final LiveModel live;
  private final Times times;
  private volatile Runnable changed = () -> {};
  private Optional<Long> timer = Optional.empty();
  private boolean looking;

  /**
   * How long things take.
   *
   * @param look between two looks at the folder
   * @param stay after which a model that answers counts as one that stays
   */
  record Times(Duration look, Duration stay) {
    static final Times STANDARD = new Times(Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  /**
   * @param vertx where it runs
   * @param inference the thread that asks the model
   * @param models the folder of models
   * @param live what is exchanged
   * @param times how long things take
   */
  ModelUpdates(
      Vertx vertx, WorkerExecutor inference, ModelStart models, LiveModel live, Times times) {
    this.vertx = vertx;
    this.inference = inference;
    this.own =
        vertx.createSharedWorkerExecutor(
            "models-" + System.identityHashCode(this), 1, 5, TimeUnit.MINUTES);
    this.models = models;
    this.search = new ModelSearch(models, live);
    this.live = live;
    this.times = times;
    live.onGivenUp(this::givenUp);
  }

  /** Goes on with a bundle that was coming in. */
  Transfer transfer() {
    return Transfer.into(store(), trusted());
  }

  /** The thread on which files are read and written. */
  WorkerExecutor own() {
    return own;
  }

  /** Begins to look; on the event loop. */
  void begin(Runnable whenChanged) {
    changed = whenChanged;
    timer = Optional.of(vertx.setPeriodic(times.look().toMillis(), tick -> look()));
    stayedAfterAWhile();
  }

  /** Ends in an orderly way, which is no crash; on the event loop. */
  Future<Void> stop() {
    timer.ifPresent(vertx::cancelTimer);
    return own.executeBlocking(this::stayed, true).transform(ended -> own.close());
  }

  /** Adds to a status what became of updates. */
  void describe(ModuleStatus.Builder status) {
    try {
      ModelStoreState state = store().state();
      status.setPreviousModelId(store().places().id(state.getPrevious()));
      if (state.hasUpdate()) {
        status.setUpdate(state.getUpdate());
      }
    } catch (UpdateException | UncheckedIOException unusable) {
      log.warn("the folder of models: {}", Mistakes.firstLine(unusable));
    }
  }

  /** The folder of models. */
  ModelStore store() {
    return models.store();
  }

  /** Whose bundles are run. */
  ReleaseKeys trusted() {
    return models.trusted();
  }

  /** A look that takes longer than the time between two is not made twice. */
  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    own.executeBlocking(search::look, true)
        .compose(this::exchange)
        .onComplete(looked -> looking = false)
        .onFailure(fault -> log.error("the folder of models", fault));
  }

  /** Between two transcripts: on the thread that asks the model. */
  private Future<Void> exchange(ModelSearch.Found found) {
    Future<Boolean> exchanged =
        found
            .next()
            .map(next -> inference.executeBlocking(() -> exchange(next), true))
            .orElseGet(() -> Future.succeededFuture(true));
    return exchanged
        .onSuccess(
            done -> {
              if (found.changed()) {
                changed.run();
                stayedAfterAWhile();
              }
            })
        .mapEmpty();
  }

  private boolean exchange(Understanding next) {
    live.exchange(next);
    log.info("model {} answers", next.modelId());
    return true;
  }

  private void stayedAfterAWhile() {
    Understanding answering = live.current();
    vertx.setTimer(
        times.stay().toMillis(),
        passed -> {
          if (live.current().equals(answering)) {
            own.executeBlocking(this::stayed, true);
            inference.executeBlocking(this::forgetBefore, false);
          }
        });
  }

  private boolean stayed() {
    store().stayed();
    return true;
  }

  private boolean forgetBefore() {
    live.forgetBefore();
    return true;
  }

  private void givenUp(Understanding failed, Throwable fault) {
    own.executeBlocking(() -> fallBack(failed, fault), true)
        .onFailure(
            unwritten ->
                log.error("it cannot be noted that model {} failed", failed.modelId(), unwritten))
        .onComplete(fallen -> changed.run());
  }

  private ModelPlace fallBack(Understanding failed, Throwable fault) {
    search.refuse(failed);
    return store()
        .fallBack("%s failed: %s".formatted(failed.modelId(), fault.getClass().getSimpleName()));
  }

  /**
   * Goes back to the bundle before although it is not loaded any more: the next look finds it.
   *
   * @param failed the model that fails at everything
   * @param fault at what it failed last
   * @return fails where there is none before it
   */
  Future<Void> replace(Understanding failed, Throwable fault) {
    return own.executeBlocking(
            () -> {
              if (store().state().getActive() == ModelPlace.PLACE_BUILT_IN) {
                throw new IllegalStateException("there is no model before it");
              }
              return fallBack(failed, fault);
            },
            true)
        .onSuccess(fallen -> changed.run())
        .mapEmpty();
  }
}
