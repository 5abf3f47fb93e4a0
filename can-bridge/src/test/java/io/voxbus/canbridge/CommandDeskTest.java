package io.voxbus.canbridge;

import static io.voxbus.canbridge.Commands.signal;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandDeskTest {
  private static final Vertx vertx = Vertx.vertx();

  private final List<CanBridgeAck> acks = new CopyOnWriteArrayList<>();
  private final FakePort port = new FakePort();
  private final List<String> watched = new CopyOnWriteArrayList<>();
  private Following following = new Following.Confirmed();
  private final CommandDesk desk = desk(Optional.empty());

  @AfterAll
  static void closeVertx() {
    vertx.close();
  }

  @Test
  void rubbishIsRejectedUnderNoId() {
    desk.receive("no protobuf at all".getBytes(StandardCharsets.UTF_8));
    assertEquals(AckReason.REASON_MALFORMED, acks.get(0).getReason());
    assertEquals("", acks.get(0).getCommandId());
  }

  @Test
  void aRejectedCommandSendsNothing() {
    receive(Commands.temperature("a").clearFrames());
    assertEquals(List.of(AckState.ACK_REJECTED), states());
    assertTrue(port.sent().isEmpty());
  }

  /** Otherwise whoever can publish commands could use up the service's ids. */
  @Test
  void anUnsignedCommandIsRejectedAndDoesNotUseUpItsId(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "k1 " + "5c".repeat(32));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    CommandSigning signing = new CommandSigning(SigningKeys.read(file), "car");
    CanBridgeCommand command = Commands.temperature("a").build();
    CommandDesk guarded = desk(Optional.of(signing));
    guarded.receive(command.toByteArray());
    guarded.receive(command.toBuilder().clearFrames().build().toByteArray());
    assertEquals(AckReason.REASON_UNAUTHENTICATED, acks.get(0).getReason());
    assertEquals(AckReason.REASON_UNAUTHENTICATED, acks.get(1).getReason());
    assertTrue(port.sent().isEmpty());
    guarded.receive(signing.sign(command).toByteArray());
    assertEquals(AckState.ACK_CONFIRMED, states().get(4));
    assertEquals(1, port.sent().size());
  }

  @Test
  void aLongDetailIsNotCutWithinACharacter() {
    for (String before : List.of("", "x")) {
      String name = before + "\ud83d\ude00".repeat(120);
      receive(Commands.temperature("id" + before).clearSignals().addSignals(signal(name, "x", 1)));
    }
    for (CanBridgeAck ack : acks) {
      assertEquals(AckReason.REASON_MISMATCH, ack.getReason());
      assertEquals(ack.getDetail(), ByteString.copyFromUtf8(ack.getDetail()).toStringUtf8());
    }
  }

  @Test
  void aRejectedIdStaysRejected() {
    receive(Commands.temperature("a").clearFrames());
    receive(Commands.temperature("a"));
    assertEquals(List.of(AckState.ACK_REJECTED, AckState.ACK_REJECTED), states());
    assertTrue(port.sent().isEmpty());
  }

  @Test
  void aCommandThatCameTooLateIsCarriedOutWhenItIsIssuedAgain() {
    receive(Commands.temperature("a").setIssuedAtMs(0).setExpiresAtMs(1));
    receive(Commands.temperature("a"));
    assertEquals(
        List.of(
            AckState.ACK_REJECTED,
            AckState.ACK_ACCEPTED,
            AckState.ACK_TRANSMITTED,
            AckState.ACK_CONFIRMED),
        states());
    assertEquals(1, port.sent().size());
  }

  @Test
  void aBusThatTakesNothingIsSaidToBeUnavailable() {
    port.breakDown("the bus is off");
    receive(Commands.temperature("a"));
    assertEquals(List.of(AckState.ACK_ACCEPTED, AckState.ACK_REJECTED), states());
    assertEquals(AckReason.REASON_BUS_UNAVAILABLE, acks.get(1).getReason());
  }

  @Test
  void aSoundCommandIsAcceptedTransmittedAndConfirmed() {
    receive(Commands.temperature("a"));
    assertEquals(
        List.of(AckState.ACK_ACCEPTED, AckState.ACK_TRANSMITTED, AckState.ACK_CONFIRMED), states());
    assertEquals(1, port.sent().size());
  }

  @Test
  void aRepetitionGetsTheFirstAcksAndNoSecondFrame() {
    receive(Commands.temperature("a"));
    receive(Commands.temperature("a"));
    assertEquals(acks.subList(0, 3), acks.subList(3, 6));
    assertEquals(1, port.sent().size());
  }

  @Test
  void aPulseIsHeldForItsTimeBeforeItCountsAsTransmitted() {
    receive(Commands.horn("a", 50));
    assertEquals(List.of(AckState.ACK_ACCEPTED), states());
    await().until(() -> states().contains(AckState.ACK_CONFIRMED));
    Duration held = Duration.ofNanos(port.sent().get(1).atNanos() - port.sent().get(0).atNanos());
    assertTrue(held.toMillis() >= 49, "held for " + held);
  }

  /** The vehicle would have to follow before it is asked. */
  @Test
  void aCommandThatWaitsForAnotherIsNotWatchedYet() {
    receive(Commands.horn("a", 60_000));
    receive(Commands.horn("b", 60));
    assertEquals(List.of("a"), watched);
    await().until(() -> watched.contains("b"));
  }

  @Test
  void aCommandIsNotBegunAfterItHasExpired() {
    port.breakDownAfterOne("the bus is off");
    receive(Commands.horn("a", 1));
    receive(Commands.horn("b", 1).setExpiresAtMs(Commands.ISSUED_AT_MS + 1));
    await().until(() -> states().contains(AckState.ACK_REJECTED));
    assertEquals("b", acks.get(acks.size() - 1).getCommandId());
    port.mend();
    await().until(() -> states().contains(AckState.ACK_CONFIRMED));
    assertEquals(List.of("a"), watched);
  }

  @Test
  void aRequestThatAnEarlierBridgeWasEndedWithinIsPutBackOnce(@TempDir Path folder) {
    Path file = folder.resolve("executed");
    endedWithin(file, Commands.horn("a", 60_000));
    assertEquals(1, sentAtStart(file));
    assertEquals(0, port.sent().get(1).frame().getData().byteAt(0));
    assertEquals(0, sentAtStart(file));
  }

  @Test
  void aRequestThatCouldNotBePutBackIsTriedAgainAtTheNextStart(@TempDir Path folder) {
    Path file = folder.resolve("executed");
    endedWithin(file, Commands.horn("a", 60_000));
    ExecutedCommands executed = ExecutedCommands.in(file, 100, Commands.ISSUED_AT_MS);
    Bus off = new Bus(vertx, Commands.BOARD, port);
    port.breakDown("the bus is off");
    Future<Void> tried = desk(Optional.empty(), off, executed).putBack();
    off.finish();
    await().until(tried::isComplete);
    executed.close();
    port.mend();
    assertEquals(1, sentAtStart(file));
  }

  /** It says the same again, and does not carry it out a second time. */
  @Test
  void aCommandThatABridgeWasEndedWithinCountsAsRejected(@TempDir Path folder) {
    Path file = folder.resolve("executed");
    endedWithin(file, Commands.horn("a", 60_000));
    ExecutedCommands executed = ExecutedCommands.in(file, 100, Commands.ISSUED_AT_MS);
    CommandDesk again = desk(Optional.empty(), new Bus(vertx, Commands.BOARD, port), executed);
    again.putBack();
    acks.clear();
    again.receive(Commands.horn("a", 60_000).build().toByteArray());
    executed.close();
    assertEquals(List.of(AckState.ACK_ACCEPTED, AckState.ACK_REJECTED), states());
  }

  /** As SIGKILL leaves the file: the request was sent, and its end was not. */
  private void endedWithin(Path file, CanBridgeCommand.Builder command) {
    ExecutedCommands executed = ExecutedCommands.in(file, 100, Commands.ISSUED_AT_MS);
    desk(Optional.empty(), new Bus(vertx, Commands.BOARD, port), executed)
        .receive(command.build().toByteArray());
    executed.close();
  }

  private int sentAtStart(Path file) {
    int before = port.sent().size();
    ExecutedCommands executed = ExecutedCommands.in(file, 100, Commands.ISSUED_AT_MS);
    Future<Void> back =
        desk(Optional.empty(), new Bus(vertx, Commands.BOARD, port), executed).putBack();
    executed.close();
    assertTrue(back.succeeded());
    return port.sent().size() - before;
  }

  private void receive(CanBridgeCommand.Builder command) {
    desk.receive(command.build().toByteArray());
  }

  private List<AckState> states() {
    return new ArrayList<>(acks).stream().map(CanBridgeAck::getState).toList();
  }

  private CommandDesk desk(Optional<CommandSigning> required) {
    return desk(required, new Bus(vertx, Commands.BOARD, port), ExecutedCommands.forgetful(100));
  }

  private CommandDesk desk(Optional<CommandSigning> required, Bus bus, ExecutedCommands executed) {
    Instant now = Instant.ofEpochMilli(Commands.ISSUED_AT_MS);
    return new CommandDesk(
        new CommandCheck(Commands.BOARD, () -> now, required),
        new CommandDesk.Vehicle(bus, this::follow),
        executed,
        () -> now,
        acks::add);
  }

  private Future<Following> follow(CanBridgeCommand command) {
    watched.add(command.getId());
    return Future.succeededFuture(following);
  }
}
