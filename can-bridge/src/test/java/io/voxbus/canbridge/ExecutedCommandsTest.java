package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.proto.v1.CanBridgeAck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutedCommandsTest {
  @Test
  void beyondTheLimitTheOldestIsForgotten() {
    ExecutedCommands executed = ExecutedCommands.forgetful(2);
    List.of("a", "b", "c").forEach(id -> executed.said(ack(id)));
    assertEquals(Optional.empty(), executed.find("a"));
    assertEquals(Optional.of(List.of(ack("b"))), executed.find("b"));
  }

  @Test
  void whatWasSaidInTheLastTenMinutesOutlivesTheProcess(@TempDir Path folder) {
    Path file = folder.resolve("executed");
    ExecutedCommands executed = ExecutedCommands.in(file, 10, 0);
    executed.said(ack("old", 999));
    executed.said(ack("new", 1000));
    executed.said(ack("new", 1001));
    executed.close();
    ExecutedCommands again = ExecutedCommands.in(file, 10, 601_000);
    again.close();
    assertEquals(Optional.empty(), again.find("old"));
    assertEquals(Optional.of(List.of(ack("new", 1000), ack("new", 1001))), again.find("new"));
  }

  private static CanBridgeAck ack(String id, long atMs) {
    return CanBridgeAck.newBuilder().setCommandId(id).setAtMs(atMs).build();
  }

  private static CanBridgeAck ack(String id) {
    return CanBridgeAck.newBuilder().setCommandId(id).build();
  }
}
