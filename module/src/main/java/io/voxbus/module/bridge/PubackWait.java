package io.voxbus.module.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The publications of one connection that have no PUBACK yet. A publication's packet id becomes
 * known when its bytes are written, which may be after the PUBACK for it came in.
 */
final class PubackWait {
  private final Map<Integer, Promise<Void>> waiting = new HashMap<>();
  private final Set<Integer> early = new HashSet<>();
  private Optional<Throwable> failure = Optional.empty();

  /** Completes with the PUBACK for the packet id that {@code written} yields. */
  Future<Void> expect(Future<Integer> written) {
    Promise<Void> acknowledged = Promise.promise();
    written.onSuccess(packetId -> await(packetId, acknowledged)).onFailure(acknowledged::tryFail);
    return acknowledged.future();
  }

  void acknowledged(int packetId) {
    Promise<Void> acknowledged = waiting.remove(packetId);
    if (acknowledged == null) {
      early.add(packetId);
    } else {
      acknowledged.complete();
    }
  }

  /** The connection is gone: fails all, and whatever is yet to come. */
  void failAll(Throwable cause) {
    failure = Optional.of(cause);
    List<Promise<Void>> all = new ArrayList<>(waiting.values());
    waiting.clear();
    all.forEach(acknowledged -> acknowledged.fail(cause));
  }

  private void await(int packetId, Promise<Void> acknowledged) {
    if (early.remove(packetId)) {
      acknowledged.complete();
    } else if (failure.isPresent()) {
      acknowledged.fail(failure.get());
    } else {
      waiting.put(packetId, acknowledged);
    }
  }
}
