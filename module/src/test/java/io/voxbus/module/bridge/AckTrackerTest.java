package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AckTrackerTest {
  private final List<BridgeEvent> events = new ArrayList<>();
  private final AckTracker tracker = new AckTracker(AckState.ACK_TRANSMITTED, events::add);

  @Test
  void bridgeThatSaysNothingGivesNoAnswer() {
    Future<BridgeAnswer> answer = tracker.expect("c");
    assertFalse(answer.isComplete());
    tracker.giveUp("c");
    assertEquals(BridgeAnswer.NONE, answer.result());
  }

  @Test
  void acceptedAndNeverTransmittedIsAccepted() {
    Future<BridgeAnswer> answer = tracker.expect("c");
    ack("c", AckState.ACK_ACCEPTED);
    assertFalse(answer.isComplete());
    tracker.giveUp("c");
    assertEquals(AckState.ACK_ACCEPTED, answer.result().state());
  }

  @Test
  void transmittedCompletes() {
    Future<BridgeAnswer> answer = tracker.expect("c");
    ack("c", AckState.ACK_ACCEPTED);
    ack("c", AckState.ACK_TRANSMITTED);
    assertEquals(AckState.ACK_TRANSMITTED, answer.result().state());
    assertEquals(List.of(), events);
  }

  @Test
  void laterStateIncludesAnEarlierOneThatWasLost() {
    Future<BridgeAnswer> answer = tracker.expect("c");
    ack("c", AckState.ACK_CONFIRMED);
    assertEquals(AckState.ACK_CONFIRMED, answer.result().state());
  }

  @Test
  void whoAwaitsConfirmationGetsTransmittedWhenItDoesNotCome() {
    AckTracker patient = new AckTracker(AckState.ACK_CONFIRMED, events::add);
    Future<BridgeAnswer> answer = patient.expect("c");
    patient.take(payload("c", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED));
    assertFalse(answer.isComplete());
    patient.giveUp("c");
    assertEquals(AckState.ACK_TRANSMITTED, answer.result().state());
  }

  @Test
  void rejectedCompletesWithItsReason() {
    Future<BridgeAnswer> answer = tracker.expect("c");
    tracker.take(payload("c", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED));
    assertEquals(
        new BridgeAnswer(AckState.ACK_REJECTED, AckReason.REASON_EXPIRED), answer.result());
  }

  @Test
  void whatWasTransmittedCannotBeRejected() {
    AckTracker patient = new AckTracker(AckState.ACK_CONFIRMED, events::add);
    Future<BridgeAnswer> answer = patient.expect("c");
    patient.take(payload("c", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED));
    patient.take(payload("c", AckState.ACK_REJECTED, AckReason.REASON_BUS_UNAVAILABLE));
    patient.giveUp("c");
    assertEquals(AckState.ACK_TRANSMITTED, answer.result().state());
    assertEquals(List.of(BridgeEvent.ACK_OUT_OF_ORDER), events);
  }

  @Test
  void lateUnknownRepeatedAndUnreadableAcksAreCounted() {
    tracker.expect("c");
    ack("c", AckState.ACK_ACCEPTED);
    ack("c", AckState.ACK_ACCEPTED);
    ack("c", AckState.ACK_TRANSMITTED);
    ack("c", AckState.ACK_CONFIRMED);
    ack("other", AckState.ACK_ACCEPTED);
    ack("c", AckState.ACK_UNSPECIFIED);
    tracker.take(Buffer.buffer(new byte[] {(byte) 0xFF}));
    assertEquals(
        List.of(
            BridgeEvent.ACK_OUT_OF_ORDER,
            BridgeEvent.ACK_LATE,
            BridgeEvent.ACK_UNKNOWN,
            BridgeEvent.ACK_UNREADABLE,
            BridgeEvent.ACK_UNREADABLE),
        events);
  }

  @Test
  void givingUpWhatIsNotAwaitedDoesNothing() {
    tracker.giveUp("nothing");
    assertEquals(List.of(), events);
  }

  private void ack(String commandId, AckState state) {
    tracker.take(payload(commandId, state, AckReason.REASON_UNSPECIFIED));
  }

  private static Buffer payload(String commandId, AckState state, AckReason reason) {
    return Buffer.buffer(
        CanBridgeAck.newBuilder()
            .setCommandId(commandId)
            .setState(state)
            .setReason(reason)
            .build()
            .toByteArray());
  }
}
