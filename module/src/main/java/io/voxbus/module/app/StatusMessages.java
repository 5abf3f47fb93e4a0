package io.voxbus.module.app;

import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.Presence;
import io.voxbus.proto.v1.ModuleState;
import io.voxbus.proto.v1.ModuleStatus;
import java.time.InstantSource;

/** What the broker keeps of the service: that it is online, stopped or lost. */
final class StatusMessages {
  private final ModuleStatus identity;
  private final InstantSource clock;

  /**
   * @param identity versions, model and board, without a state
   * @param clock the time of day
   */
  StatusMessages(ModuleStatus identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  Presence presence(String topic) {
    return new Presence(
        topic,
        () -> status(ModuleState.STATE_ONLINE, ""),
        () -> status(ModuleState.STATE_OFFLINE, "lost"),
        () -> status(ModuleState.STATE_OFFLINE, "stopped"));
  }

  private Buffer status(ModuleState state, String reason) {
    ModuleStatus status =
        identity.toBuilder().setState(state).setReason(reason).setAtMs(clock.millis()).build();
    return Buffer.buffer(status.toByteArray());
  }
}
