package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.voxbus.module.journal.FileJournal;
import io.voxbus.module.observe.Load;
import io.voxbus.module.observe.Observation;
import io.voxbus.module.observe.Probes;
import io.voxbus.module.observe.ServiceMetrics;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service on one event loop. */
final class ServiceVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ServiceVerticle.class);

  private final ServiceConfiguration configuration;
  private final ServiceParts parts;
  private final Observation observation;
  private final ServiceMetrics metrics;
  private final InstantSource clock;
  private final Promise<Void> online = Promise.promise();
  private final Promise<Throwable> unrecoverable = Promise.promise();
  private volatile Optional<Running> running = Optional.empty();

  ServiceVerticle(
      ServiceConfiguration configuration,
      ServiceParts parts,
      Observation observation,
      InstantSource clock) {
    this.configuration = configuration;
    this.parts = parts;
    this.observation = observation;
    this.metrics = observation.metrics();
    this.clock = clock;
  }

  /** Completes when transcripts are taken for the first time. */
  Future<Void> online() {
    return online.future();
  }

  /** Completes with the fault after which the process is of no use. */
  Future<Throwable> unrecoverable() {
    return unrecoverable.future();
  }

  /** What was counted so far, by name. */
  Map<String, Long> counts() {
    return metrics.counts();
  }

  /** Questions that this service answers as long as it is well. */
  Probes probes() {
    return new Probes(this::load, this::model);
  }

  private Future<Load> load() {
    Promise<Load> answer = Promise.promise();
    context.runOnContext(
        here ->
            Future.succeededFuture(running)
                .map(now -> now.map(this::load).orElse(Load.NONE)) // What throws fails.
                .onComplete(answer));
    return answer.future();
  }

  private Load load(Running now) {
    return new Load(
        now.connection().isOnline(),
        now.intake().isClosed(),
        now.queue().depth(),
        now.intake().inFlight(),
        now.execution().commandsWaiting());
  }

  private Future<Void> model() {
    return running
        .map(now -> now.worker().<Void>executeBlocking(() -> null, false))
        .orElseGet(Future::succeededFuture);
  }

  @Override
  public Future<?> start() {
    WorkerExecutor worker =
        vertx.createSharedWorkerExecutor("inference-" + deploymentID(), 1, 1, TimeUnit.MINUTES);
    Running started = new Wiring(vertx, configuration, parts, observation, clock).wire(worker);
    running = Optional.of(started);
    started.model().onLost((failed, fault) -> lost(started, failed, fault));
    started.updates().ifPresent(updates -> updates.begin(started.announce()));
    started
        .connection()
        .start(started::take)
        .onSuccess(connected -> recover(started))
        .onSuccess(connected -> started.agent().ifPresent(AgentIntake::changed))
        .onComplete(online);
    return Future.succeededFuture();
  }

  private void lost(Running in, Understanding failed, Throwable fault) {
    in.updates()
        .map(updates -> updates.replace(failed, fault))
        .orElseGet(() -> Future.failedFuture(fault))
        .onFailure(none -> unrecoverable.tryComplete(fault));
  }

  @Override
  public Future<?> stop() {
    return running.map(this::stop).orElseGet(Future::succeededFuture);
  }

  private void recover(Running started) {
    started.recovery().begin(vertx, configuration.limits().answer(), started.intake()::respond);
  }

  /** Ends what was begun, as far as there is time, and goes in an orderly way. */
  private Future<Void> stop(Running last) {
    return last.intake()
        .close()
        .timeout(configuration.limits().stop().toMillis(), TimeUnit.MILLISECONDS)
        .transform(answered -> last.connection().stop())
        .transform(
            gone -> last.updates().map(ModelUpdates::stop).orElseGet(Future::succeededFuture))
        .transform(ended -> last.worker().executeBlocking(() -> release(last)))
        .onComplete(released -> last.journal().ifPresent(FileJournal::close))
        .onComplete(released -> log.info("stopped; counted {}", metrics.counts()))
        .mapEmpty();
  }

  private static boolean release(Running last) {
    last.model().release();
    return true;
  }
}
