package io.voxbus.hil.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.proto.v1.CanBridgeAck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutedCommandsTest {
  @Test
  void beyondTheLimitTheOldestIsForgotten() {
    ExecutedCommands executed = new ExecutedCommands(2);
    List.of("a", "b", "c").forEach(id -> executed.said(ack(id)));
    assertEquals(Optional.empty(), executed.find("a"));
    assertEquals(Optional.of(List.of(ack("b"))), executed.find("b"));
  }

  private static CanBridgeAck ack(String id) {
    return CanBridgeAck.newBuilder().setCommandId(id).build();
  }
}
