package io.voxbus.hil.bridge;

import io.vertx.core.Vertx;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** Loses, delays, doubles and falsifies acks, as a bridge does that is broken. */
public final class AckFaults {
  private static final Duration SLOW = Duration.ofSeconds(4);

  private final Vertx vertx;
  private final Shares faults;
  private final Consumer<CanBridgeAck> out;
  private final Random random;

  AckFaults(Vertx vertx, Shares faults, Consumer<CanBridgeAck> out) {
    this.vertx = vertx;
    this.faults = faults;
    this.out = out;
    this.random = new Random(faults.seed());
  }

  /**
   * How often a bridge's acks go wrong, each from 0 to 1.
   *
   * @param silent an ack is not sent
   * @param slow it is sent after the service has given up
   * @param twice it is sent twice
   * @param lying it says that the command was rejected
   * @param seed of the random choice
   */
  public record Shares(double silent, double slow, double twice, double lying, long seed) {
    /** An honest bridge. */
    public static final Shares NONE = new Shares(0, 0, 0, 0, 0);
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
