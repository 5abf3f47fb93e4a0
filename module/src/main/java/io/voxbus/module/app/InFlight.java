package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** How much work is not yet done. */
final class InFlight {
  private final List<Promise<Void>> awaiting = new ArrayList<>();
  private int count;

  /** Counts this work until it completes, in whichever way. */
  void add(Future<?> work) {
    count++;
    work.onComplete(done -> finished());
  }

  /** How much is in flight. */
  int count() {
    return count;
  }

  /** Completes when nothing is in flight. */
  Future<Void> idle() {
    if (count == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> idle = Promise.promise();
    awaiting.add(idle);
    return idle.future();
  }

  private void finished() {
    count--;
    if (count == 0) {
      List<Promise<Void>> all = List.copyOf(awaiting);
      awaiting.clear();
      all.forEach(Promise::complete);
    }
  }
}
