package io.voxbus.hil.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.canbridge.BusLog;
import io.voxbus.canbridge.CanBridge;
import io.voxbus.canbridge.Following;
import java.time.InstantSource;

/**
 * A CAN bridge without a bus: all that a real one does, but its frames go to a log, and the vehicle
 * that it plays follows every request as soon as it is sent.
 */
public final class VirtualCanBridge {
  private final CanBridge bridge;

  private VirtualCanBridge(CanBridge bridge) {
    this.bridge = bridge;
  }

  /**
   * A bridge that begins to connect, and goes on trying until it reaches the broker.
   *
   * @param faults how often its acks go wrong
   * @param busLog takes the frames, on the bridge's own thread
   */
  public static VirtualCanBridge of(
      Vertx vertx, BridgeSettings settings, AckFaults.Shares faults, BusLog busLog) {
    return new VirtualCanBridge(
        CanBridge.of(
            vertx,
            settings,
            new CanBridge.Parts(
                new VirtualPort(settings.channel(), busLog, InstantSource.system()),
                command -> Future.succeededFuture(new Following.Confirmed()),
                out -> new AckFaults(vertx, faults, out)::take)));
  }

  /**
   * Starts an honest bridge.
   *
   * @param busLog takes the frames, on the bridge's own thread
   * @return completes when it takes commands
   */
  public static Future<VirtualCanBridge> start(
      Vertx vertx, BridgeSettings settings, BusLog busLog) {
    VirtualCanBridge bridge = of(vertx, settings, AckFaults.Shares.NONE, busLog);
    return bridge.online().map(bridge);
  }

  /** Completes when it takes commands for the first time. */
  public Future<Void> online() {
    return bridge.online();
  }

  /**
   * Says goodbye to the broker.
   *
   * @return completes when the connection is closed
   */
  public Future<Void> stop() {
    return bridge.stop();
  }
}
