package io.voxbus.module.update;

import io.voxbus.proto.v1.ModelUpdate;
import java.time.InstantSource;

/**
 * Says what became of an update, and when.
 *
 * @param clock the time of day
 */
record UpdateNotes(InstantSource clock) {
  /**
   * @param bundle the bundle's id
   * @param reason why it is not answering, one line; empty where it may
   */
  ModelUpdate of(String bundle, String reason) {
    return ModelUpdate.newBuilder()
        .setBundle(bundle)
        .setReason(reason)
        .setAtMs(clock.millis())
        .build();
  }
}
