package io.voxbus.canbridge;

import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.Presence;

/** Says {@code online} or {@code offline}, retained, on a topic: enough for parts of a bench. */
public final class PlainPresence {
  private PlainPresence() {}

  /** The presence on a topic. */
  public static Presence on(String topic) {
    return new Presence(
        topic,
        () -> Buffer.buffer("online"),
        () -> Buffer.buffer("offline"),
        () -> Buffer.buffer("offline"));
  }
}
