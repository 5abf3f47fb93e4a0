package io.voxbus.module.bridge;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells messages that waited at the broker while we were away from those that come as they are
 * published. MQTT 3.1.1 does not say how long a message waited; but what we publish ourselves after
 * connecting comes back to us behind everything that had been waiting.
 */
final class Freshness {
  private final Duration freshFor;
  private Optional<Moment> lastHeard = Optional.empty();
  private boolean backlogMayBeOld = true;
  private boolean backlog = true;
  private Optional<Buffer> mark = Optional.empty();

  Freshness(Duration freshFor) {
    this.freshFor = freshFor;
  }

  /** A connection begins now. */
  void connecting(Moment now) {
    backlog = true;
    mark = Optional.empty();
    // Before the first connection of a run we may have been away for any time.
    backlogMayBeOld = lastHeard.map(last -> last.until(now).compareTo(freshFor) > 0).orElse(true);
  }

  /**
   * The connection stands.
   *
   * @param sessionPresent whether the broker kept messages for us
   * @param announcement what we publish now, and are subscribed to
   */
  void connected(boolean sessionPresent, Buffer announcement) {
    backlog = sessionPresent;
    mark = Optional.of(announcement);
  }

  /**
   * The connection ended.
   *
   * @param heard when the broker was last heard: what it has sent since then may wait for us
   */
  void away(Moment heard) {
    lastHeard = Optional.of(heard);
  }

  /** A message on the topic of our announcements. */
  void heard(Buffer payload) {
    if (mark.filter(payload::equals).isPresent()) {
      backlog = false;
    }
  }

  /** Whether a message that comes now may be older than fresh. */
  boolean mayBeOld() {
    return backlog && backlogMayBeOld;
  }
}
