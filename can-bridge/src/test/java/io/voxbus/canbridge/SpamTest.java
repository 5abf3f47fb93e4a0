package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.module.can.MappedSignals;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every identifier of 11 bits and a hundred thousand of 29 are tried, as classic frames and as
 * those of CAN FD, on every board: nothing that the board's mapping does not name leaves.
 */
class SpamTest {
  private static final int SAMPLE = 100_000;
  private static final Vertx vertx = Vertx.vertx();
  private static final Instant NOW = Instant.ofEpochMilli(Commands.ISSUED_AT_MS);

  private final FakePort port = new FakePort();
  private final List<CanBridgeAck> acks = new ArrayList<>();
  private final Random random = new Random(20_261_127);

  static List<BridgeBoard> boards() {
    return List.of(Commands.BOARD, BridgeBoard.read(Path.of("..", "board-configs", "virtual")));
  }

  @AfterAll
  static void stop() {
    vertx.close();
  }

  @ParameterizedTest
  @MethodSource("boards")
  void noFrameLeavesThatTheBoardDoesNotName(BridgeBoard board) {
    AllowedPort gate = new AllowedPort(new AllowList(board.mapping()), port);
    spam().forEach(frame -> gate.send("spam", frame));
    assertTrue(identifiers(port.sent()).stream().allMatch(id -> named(board, id)));
  }

  /** Each command has one good frame, and the foreign one beside it. */
  @Test
  void aCommandWithOneForeignFrameIsRejectedAsAWhole() {
    CommandDesk desk = desk();
    int foreign = 0;
    for (Frame frame : spam()) {
      if (!named(Commands.BOARD, identifier(frame))) {
        desk.receive(withFrame("spam-" + foreign++, frame).toByteArray());
      }
    }
    assertEquals(foreign, acks.size());
    assertTrue(acks.stream().allMatch(ack -> ack.getState() == AckState.ACK_REJECTED));
    assertTrue(acks.stream().allMatch(ack -> ack.getReason() == AckReason.REASON_NOT_ALLOWED));
    assertEquals(List.of(), port.sent());
  }

  /** The state messages of the vehicle stand in the DBC file, and are no requests. */
  @Test
  void aMessageOfTheVehicleIsNotSentInItsPlace() {
    desk().receive(withFrame("brakes", Commands.frame(1302, new int[8]).build()).toByteArray());
    assertEquals(AckReason.REASON_NOT_ALLOWED, acks.get(0).getReason());
    assertEquals(List.of(), port.sent());
  }

  /** Of the two bytes of Climate one belongs to a mapped signal. */
  @Test
  void noBitOutsideTheMappedSignalsIsEverSet() {
    CommandDesk desk = desk();
    for (int bits = 0; bits < 256; bits++) {
      desk.receive(
          Commands.temperature("bits-" + bits)
              .setFrames(0, Commands.frame(0x486, 22, bits))
              .build()
              .toByteArray());
    }
    assertEquals(
        List.of(ByteString.copyFrom(new byte[] {22, 0})),
        port.sent().stream().map(sent -> sent.frame().getData()).toList());
    assertEquals(255, acks.stream().filter(ack -> ack.getState() == AckState.ACK_REJECTED).count());
  }

  private List<Frame> spam() {
    List<Frame> frames = new ArrayList<>();
    for (int id = 0; id <= 0x7FF; id++) {
      frames.addAll(shapes(id, false));
    }
    for (int tried = 0; tried < SAMPLE; tried++) {
      frames.addAll(shapes(random.nextInt(1 << 29), true));
    }
    return frames;
  }

  /** A payload of random bits, classic and FD, of a random length and of the longest. */
  private List<Frame> shapes(int id, boolean extended) {
    byte[] some = new byte[random.nextInt(9)];
    byte[] fd = new byte[64];
    random.nextBytes(some);
    random.nextBytes(fd);
    Frame frame = Frame.newBuilder().setCanId(id).setExtended(extended).build();
    return List.of(
        frame.toBuilder().setData(ByteString.copyFrom(some)).build(),
        frame.toBuilder().setData(ByteString.copyFrom(fd)).setFd(true).build());
  }

  private static boolean named(BridgeBoard board, String identifier) {
    Set<String> requests = MappedSignals.of(board.mapping()).keySet();
    return board.dbc().messages().stream()
        .filter(message -> requests.contains(message.name()))
        .anyMatch(message -> identifier.equals(message.id() + "/" + message.extended()));
  }

  private static Set<String> identifiers(List<FakePort.Sent> sent) {
    Set<String> identifiers = new TreeSet<>();
    sent.forEach(each -> identifiers.add(identifier(each.frame())));
    return identifiers;
  }

  private static String identifier(Frame frame) {
    return frame.getCanId() + "/" + frame.getExtended();
  }

  private static CanBridgeCommand withFrame(String id, Frame frame) {
    return Commands.temperature(id).addFrames(frame).build();
  }

  private CommandDesk desk() {
    return new CommandDesk(
        new CommandCheck(Commands.BOARD, () -> NOW, Optional.empty()),
        new CommandDesk.Vehicle(
            new Bus(vertx, Commands.BOARD, port),
            command -> Future.succeededFuture(new Following.Unwatched())),
        ExecutedCommands.forgetful(100),
        () -> NOW,
        acks::add);
  }
}
