package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxbus.proto.v1.CanBridgeAck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void theFileStaysShortWhileTheProcessLives(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("executed");
    ExecutedCommands executed = ExecutedCommands.in(file, 10, 0);
    for (int i = 0; i < 100_000; i++) {
      assertTrue(executed.said(ack("command " + i, 1000)));
    }
    executed.close();
    assertTrue(Files.size(file) < 1 << 20);
    ExecutedCommands again = ExecutedCommands.in(file, 10, 1000);
    again.close();
    assertEquals(Optional.of(List.of(ack("command 99990", 1000))), again.find("command 99990"));
  }

  @Test
  void onlyItsOwnerCanReadTheFile(@TempDir Path folder) throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path file = folder.resolve("executed");
    ExecutedCommands.in(file, 10, 0).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  private static CanBridgeAck ack(String id, long atMs) {
    return CanBridgeAck.newBuilder().setCommandId(id).setAtMs(atMs).build();
  }

  private static CanBridgeAck ack(String id) {
    return CanBridgeAck.newBuilder().setCommandId(id).build();
  }
}
