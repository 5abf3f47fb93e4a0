package io.voxbus.module.app;

import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.Presence;
import io.voxbus.proto.v1.ModuleState;
import io.voxbus.proto.v1.ModuleStatus;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What the broker keeps of the service: that it is online, stopped or lost. */
final class StatusMessages {
  private final Supplier<ModuleStatus> identity;
  private final InstantSource clock;

  /**
   * @param identity versions, model and board as they are now, without a state
   * @param clock the time of day
   */
  StatusMessages(Supplier<ModuleStatus> identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  Presence presence(String topic) {
    return new Presence(
        topic,
        this::online,
        () -> status(ModuleState.STATE_OFFLINE, "lost"),
        () -> status(ModuleState.STATE_OFFLINE, "stopped"));
  }

  /** What is said while transcripts are taken. */
  Buffer online() {
    return status(ModuleState.STATE_ONLINE, "");
  }

  private Buffer status(ModuleState state, String reason) {
    ModuleStatus status =
        identity.get().toBuilder()
            .setState(state)
            .setReason(reason)
            .setAtMs(clock.millis())
            .build();
    return Buffer.buffer(status.toByteArray());
  }
}
