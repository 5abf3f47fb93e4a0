package io.voxbus.module.observe;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the service how it is, from a thread of its own, so that a stuck service cannot hide it.
 * Whoever asks while a check-up is under way gets what that one finds: the service does not have
 * more to do because many ask.
 */
final class Health {
  private final Vertx vertx;
  private final Context context;
  private final Duration patience;
  private volatile Optional<Probes> probes = Optional.empty();
  private Optional<Future<CheckUp>> underWay = Optional.empty();

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

  /** Completes within twice the patience; never fails. To be called on the Vert.x's one thread. */
  Future<CheckUp> checkUp() {
    return underWay.orElseGet(this::begin);
  }

  private Future<CheckUp> begin() {
    Future<CheckUp> begun =
        probes.map(this::ask).orElseGet(() -> Future.succeededFuture(CheckUp.starting()));
    underWay = Optional.of(begun);
    begun.onComplete(found -> underWay = Optional.empty());
    return begun;
  }

  private Future<CheckUp> ask(Probes service) {
    return inTime(service.load(), "the event loop")
        .compose(
            load ->
                inTime(service.model(), "the model's thread")
                    .map(answered -> CheckUp.healthy(load))
                    .otherwise(silence -> CheckUp.ailing(silence, load)))
        .otherwise(silence -> CheckUp.ailing(silence, Load.NONE));
  }

  private <T> Future<T> inTime(Supplier<Future<T>> question, String who) {
    Promise<T> inTime = Promise.promise();
    String silence = "%s does not answer within %d ms".formatted(who, patience.toMillis());
    long timer = vertx.setTimer(patience.toMillis(), late -> inTime.tryFail(silence));
    Future.succeededFuture()
        .compose(ask -> question.get()) // A question that throws fails.
        .onComplete(given -> vertx.cancelTimer(timer))
        .onSuccess(value -> context.runOnContext(here -> inTime.tryComplete(value)))
        .onFailure(fault -> context.runOnContext(here -> inTime.tryFail(who + ": " + fault)));
    return inTime.future();
  }
}
