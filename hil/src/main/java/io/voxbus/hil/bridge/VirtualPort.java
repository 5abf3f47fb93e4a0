package io.voxbus.hil.bridge;

import io.vertx.core.Future;
import io.voxbus.canbridge.BusLog;
import io.voxbus.canbridge.CanPort;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.proto.v1.Frame;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** The virtual bus: a frame counts as transmitted when the log has taken it. */
final class VirtualPort implements CanPort {
  private final String channel;
  private final BusLog log;
  private final InstantSource clock;

  VirtualPort(String channel, BusLog log, InstantSource clock) {
    this.channel = channel;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public Future<Void> send(String commandId, Frame frame) {
    try {
      log.sent(commandId, new CandumpLine(clock.instant(), channel, frame));
      return Future.succeededFuture();
    } catch (UncheckedIOException failure) {
      return Future.failedFuture(failure);
    }
  }

  @Override
  public void close() {
    // The log belongs to whoever opened it.
  }
}
