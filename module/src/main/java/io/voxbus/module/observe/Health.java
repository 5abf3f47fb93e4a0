package io.voxbus.module.observe;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/** Asks the service how it is, from a thread of its own, so that a stuck service cannot hide it. */
final class Health {
  private final Vertx vertx;
  private final Context context;
  private final Duration patience;
  private volatile Optional<Probes> probes = Optional.empty();

  /**
   * Knows of no service yet.
   *
   * @param vertx not the service's own
   * @param patience how long event loop and model may each take to answer, positive
   */
  Health(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.patience = patience;
  }

  /** From now on there is a service to be asked; from any thread. */
  void watch(Probes service) {
    probes = Optional.of(service);
  }

  /** Completes on this object's own thread, within twice the patience; never fails. */
  Future<CheckUp> checkUp() {
    return probes.map(this::ask).orElseGet(() -> Future.succeededFuture(CheckUp.starting()));
  }

  private Future<CheckUp> ask(Probes service) {
    return inTime(service.load().get(), "the event loop")
        .compose(
            load ->
                inTime(service.model().get(), "the model's thread")
                    .map(answered -> CheckUp.healthy(load))
                    .otherwise(silence -> CheckUp.ailing(silence, load)))
        .otherwise(silence -> CheckUp.ailing(silence, Load.NONE));
  }

  private <T> Future<T> inTime(Future<T> answer, String who) {
    Promise<T> inTime = Promise.promise();
    String silence = "%s does not answer within %d ms".formatted(who, patience.toMillis());
    long timer = vertx.setTimer(patience.toMillis(), late -> inTime.tryFail(silence));
    answer
        .onComplete(given -> vertx.cancelTimer(timer))
        .onSuccess(value -> context.runOnContext(here -> inTime.tryComplete(value)))
        .onFailure(fault -> context.runOnContext(here -> inTime.tryFail(who + ": " + fault)));
    return inTime.future();
  }
}
