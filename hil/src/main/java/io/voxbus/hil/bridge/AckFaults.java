package io.voxbus.hil.bridge;

import io.vertx.core.Vertx;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** Loses, delays, doubles and falsifies acks, as a bridge does that is broken. */
final class AckFaults {
  private static final Duration SLOW = Duration.ofSeconds(4);

  private final Vertx vertx;
  private final BridgeSettings.Faults faults;
  private final Consumer<CanBridgeAck> out;
  private final Random random;

  AckFaults(Vertx vertx, BridgeSettings.Faults faults, Consumer<CanBridgeAck> out) {
    this.vertx = vertx;
    this.faults = faults;
    this.out = out;
    this.random = new Random(faults.seed());
  }

  /** Takes an honest ack. */
  void take(CanBridgeAck ack) {
    if (random.nextDouble() < faults.silent()) {
      return;
    }
    CanBridgeAck said = random.nextDouble() < faults.lying() ? falsified(ack) : ack;
    if (random.nextDouble() < faults.slow()) {
      vertx.setTimer(SLOW.toMillis(), late -> out.accept(said));
    } else {
      out.accept(said);
    }
    if (random.nextDouble() < faults.twice()) {
      out.accept(said);
    }
  }

  private static CanBridgeAck falsified(CanBridgeAck ack) {
    return ack.toBuilder()
        .setState(AckState.ACK_REJECTED)
        .setReason(AckReason.REASON_BUS_UNAVAILABLE)
        .build();
  }
}
