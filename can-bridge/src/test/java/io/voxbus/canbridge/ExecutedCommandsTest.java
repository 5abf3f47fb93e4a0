package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxbus.module.journal.RecordLog;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutedCommandsTest {
  private static final Frame RELEASE = Commands.frame(0x486, 1).setDelayMs(50).build();

  /** Of the same identifier. */
  private static final Frame NOTHING = Commands.frame(0x486).build();

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

  /** A record of the version before is an ack and nothing else. */
  @Test
  void aFileOfTheVersionBeforeIsRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("executed");
    RecordLog before = RecordLog.open(file).log();
    before.append(full().toByteArray());
    before.close();
    ExecutedCommands executed = ExecutedCommands.in(file, 10, 1000);
    executed.close();
    assertEquals(Optional.of(List.of(full())), executed.find("old"));
    assertEquals(List.of(), executed.due());
  }

  @Test
  void whatIsToBePutBackOutlivesTheProcess(@TempDir Path folder) {
    Path file = folder.resolve("executed");
    ExecutedCommands executed = ExecutedCommands.in(file, 10, 1000);
    executed.accepted(accepted("a"), List.of(RELEASE, Commands.frame(0x487).build()));
    executed.close();
    for (int start = 0; start < 2; start++) {
      ExecutedCommands again = ExecutedCommands.in(file, 10, 1000);
      again.close();
      assertEquals(List.of(new ExecutedCommands.Due("a", RELEASE)), again.due());
      assertEquals(List.of("a"), again.open());
    }
  }

  @Test
  void nothingIsPutBackForACommandWhoseEndIsKnown() {
    for (AckState end : List.of(AckState.ACK_TRANSMITTED, AckState.ACK_REJECTED)) {
      ExecutedCommands executed = ExecutedCommands.forgetful(10);
      executed.accepted(accepted("a"), List.of(RELEASE));
      executed.said(accepted("a").toBuilder().setState(end).build());
      assertEquals(List.of(), executed.due());
      assertEquals(List.of(), executed.open());
    }
  }

  /** It knows of the levels that the one before asked for. */
  @Test
  void ofTwoCommandsAboutOneIdentifierTheNewerOneIsPutBack() {
    ExecutedCommands executed = ExecutedCommands.forgetful(10);
    Frame newer = Commands.frame(0x486, 2).setDelayMs(50).build();
    executed.accepted(accepted("a"), List.of(RELEASE));
    executed.accepted(accepted("b"), List.of(newer));
    assertEquals(List.of(new ExecutedCommands.Due("b", newer)), executed.due());
    assertEquals(List.of("a", "b"), executed.open());
  }

  /** It was sent after the one before had ended, and would be undone. */
  @Test
  void nothingIsPutBackBeneathACommandThatWasSent() {
    ExecutedCommands executed = ExecutedCommands.forgetful(10);
    executed.accepted(accepted("a"), List.of(RELEASE));
    executed.accepted(accepted("b"), List.of(NOTHING));
    executed.said(accepted("b").toBuilder().setState(AckState.ACK_TRANSMITTED).build());
    assertEquals(List.of(), executed.due());
  }

  private static CanBridgeAck accepted(String id) {
    return ack(id, 1000).toBuilder().setState(AckState.ACK_ACCEPTED).build();
  }

  private static CanBridgeAck full() {
    return CanBridgeAck.newBuilder()
        .setCommandId("old")
        .setState(AckState.ACK_REJECTED)
        .setReason(AckReason.REASON_MISMATCH)
        .setDetail("a detail")
        .setAtMs(1000)
        .build();
  }

  private static CanBridgeAck ack(String id, long atMs) {
    return CanBridgeAck.newBuilder().setCommandId(id).setAtMs(atMs).build();
  }

  private static CanBridgeAck ack(String id) {
    return CanBridgeAck.newBuilder().setCommandId(id).build();
  }
}
