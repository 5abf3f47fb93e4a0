package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.observe.Drop;
import io.voxbus.module.speech.TranscriptFormat;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.VehicleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageRouterTest {
  private static final Topics TOPICS = new Topics("voxbus", "car");
  private static final String SPEED = "Vehicle.Speed";

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final List<TranscriptFormat> transcripts = new ArrayList<>();
  private final List<Drop> dropped = new ArrayList<>();
  private final AckTracker acks = new AckTracker(AckState.ACK_TRANSMITTED, event -> {});
  private final VehicleStates vehicle =
      new VehicleStates(() -> Instant.ofEpochMilli(1000), nanos::get, () -> {});
  private final MessageRouter router =
      new MessageRouter(
          TOPICS,
          (message, format) -> transcripts.add(format),
          acks,
          vehicle,
          dropped::add,
          nanos::get);

  private void take(String topic, byte[] payload, boolean retained) {
    router.take(
        new InboundMessage(
            topic, Buffer.buffer(payload), retained, false, false, acknowledged::incrementAndGet));
  }

  private void takeState(byte[] payload) {
    take(TOPICS.vehicleState(), payload, false);
  }

  private static byte[] speed(double kmh) {
    return VehicleState.newBuilder()
        .addSignals(StateSignal.newBuilder().setPath(SPEED).setNumber(kmh))
        .build()
        .toByteArray();
  }

  private static byte[] transmitted(String id) {
    return CanBridgeAck.newBuilder()
        .setCommandId(id)
        .setState(AckState.ACK_TRANSMITTED)
        .build()
        .toByteArray();
  }

  private Object speed() {
    return vehicle.snapshot().readings().get(SPEED).value();
  }

  @Test
  void aStateLargerThanItsLimitIsDroppedUnread() {
    VehicleState.Builder state = VehicleState.newBuilder();
    StateSignal signal = StateSignal.newBuilder().setPath(SPEED).setNumber(50).build();
    byte[] large =
        state
            .addAllSignals(
                Collections.nCopies(
                    MessageRouter.LARGEST_STATE / signal.getSerializedSize(), signal))
            .build()
            .toByteArray();
    takeState(large);
    assertEquals(List.of(Drop.STATE_TOO_LARGE), dropped);
    assertTrue(vehicle.snapshot().readings().isEmpty());
    assertEquals(1, acknowledged.get());
  }

  @Test
  void statesBeyondTheRateAreDroppedUntilTheSecondIsOver() {
    for (int i = 0; i < MessageRouter.STATES_PER_SECOND; i++) {
      takeState(speed(50));
    }
    takeState(speed(60));
    assertEquals(List.of(Drop.STATE_TOO_MANY), dropped);
    assertEquals(50.0, speed());
    nanos.addAndGet(1_000_000_000);
    takeState(speed(70));
    assertEquals(70.0, speed());
    assertEquals(1, dropped.size());
  }

  @Test
  void aRetainedStateAndOneThatIsNoneAreDropped() {
    take(TOPICS.vehicleState(), speed(50), true);
    take(TOPICS.vehicleStateJson(), new byte[] {'{'}, false);
    assertEquals(List.of(Drop.STATE_RETAINED, Drop.STATE_UNREADABLE), dropped);
    assertTrue(vehicle.snapshot().readings().isEmpty());
  }

  @Test
  void anAckLargerThanItsLimitIsDroppedUnread() {
    Future<BridgeAnswer> answer = acks.expect("t/0");
    take(TOPICS.ack(), withDetail("t/0"), false);
    assertEquals(List.of(Drop.ACK_TOO_LARGE), dropped);
    assertFalse(answer.isComplete());
    take(TOPICS.ack(), transmitted("t/0"), false);
    assertTrue(answer.isComplete());
  }

  private static byte[] withDetail(String id) {
    return CanBridgeAck.newBuilder()
        .setCommandId(id)
        .setState(AckState.ACK_TRANSMITTED)
        .setDetail("x".repeat(MessageRouter.LARGEST_ACK))
        .build()
        .toByteArray();
  }

  @Test
  void acksBeyondTheRateAreDropped() {
    for (int i = 0; i < MessageRouter.ACKS_PER_SECOND; i++) {
      take(TOPICS.ack(), transmitted("unknown"), false);
    }
    Future<BridgeAnswer> answer = acks.expect("t/0");
    take(TOPICS.ack(), transmitted("t/0"), false);
    assertEquals(List.of(Drop.ACK_TOO_MANY), dropped);
    assertFalse(answer.isComplete());
  }

  @Test
  void transcriptsAreHandedOnInTheirFormAndLeftToTheIntake() {
    take(TOPICS.transcript(), new byte[0], false);
    take(TOPICS.transcriptJson(), new byte[0], false);
    assertEquals(List.of(TranscriptFormat.PROTOBUF, TranscriptFormat.JSON), transcripts);
    assertEquals(0, acknowledged.get());
  }
}
