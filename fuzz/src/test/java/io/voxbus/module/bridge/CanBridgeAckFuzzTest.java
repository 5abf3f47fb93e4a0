package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import java.util.ArrayList;
import java.util.List;

/** Acks of a bridge, several after each other, for a command that is awaited. */
final class CanBridgeAckFuzzTest {
  private static final byte[] OF_THE_COMMAND =
      CanBridgeAck.newBuilder()
          .setCommandId("a")
          .setState(AckState.ACK_ACCEPTED)
          .build()
          .toByteArray();

  @FuzzTest
  void leadTheCommandOnOrAreCounted(FuzzedDataProvider data) {
    List<BridgeEvent> events = new ArrayList<>();
    AckTracker tracker = new AckTracker(AckState.ACK_TRANSMITTED, events::add);
    Future<BridgeAnswer> answer = tracker.expect("a");
    int taken = 0;
    for (; data.remainingBytes() > 0; taken++) {
      tracker.take(ack(data));
    }
    tracker.giveUp("a");
    assertTrue(answer.succeeded());
    assertTrue(events.size() <= taken);
  }

  /** Fields that come later replace those before, so most are the command's own. */
  private static Buffer ack(FuzzedDataProvider data) {
    boolean own = data.consumeBoolean();
    byte[] bytes = data.consumeBytes(data.consumeInt(1, 64));
    return own ? Buffer.buffer(OF_THE_COMMAND).appendBytes(bytes) : Buffer.buffer(bytes);
  }
}
