package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.fuzz.Resource;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands for a bridge, as they are and after a sound one, whose fields they add to or replace.
 */
final class CanBridgeCommandFuzzTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

  /**
   * Time stands still: frames with a delay never go out, so that one input does not meet another's.
   */
  private static final Vertx STANDING =
      (Vertx)
          Proxy.newProxyInstance(
              Vertx.class.getClassLoader(),
              new Class<?>[] {Vertx.class},
              (vertx, method, arguments) ->
                  method.getReturnType() == boolean.class ? (Object) true : 1L);

  private static final BridgeBoard BOARD = board();
  private static final ByteString SOUND =
      CanBridgeCommand.newBuilder()
          .setId("a")
          .setFunction("set_temperature")
          .setIssuedAtMs(NOW.toEpochMilli())
          .setExpiresAtMs(NOW.toEpochMilli() + 2_000)
          .addSignals(
              Signal.newBuilder().setMessage("Climate").setName("Left").setValue(21).build())
          .addFrames(
              Frame.newBuilder()
                  .setCanId(514)
                  .setData(ByteString.copyFrom(new byte[] {42, 0}))
                  .build())
          .build()
          .toByteString();

  @FuzzTest
  void isCarriedOutOnceOrRejected(byte[] bytes) {
    receive(bytes);
    receive(SOUND.concat(ByteString.copyFrom(bytes)).toByteArray());
  }

  private static BridgeBoard board() {
    try {
      Path folder = Files.createTempDirectory("fuzz-board");
      Files.write(
          folder.resolve("small.dbc"),
          input("dbc/DbcFuzzTestInputs/areReadOrRefusedAndEncodeWhatTheyDecode/small.dbc"));
      Files.write(
          folder.resolve("board.yaml"),
          input("module/ground/BoardFuzzTestInputs/areReadOrRefusedWithTheirPlace/board.yaml"));
      Files.write(
          folder.resolve("mapping.yaml"),
          input(
              "module/can/BoardMappingFuzzTestInputs/areReadOrRefusedWithTheirPlace/mapping.yaml"));
      return BridgeBoard.read(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] input(String name) {
    return Resource.bytes("/io/voxbus/" + name);
  }

  private static void receive(byte[] payload) {
    List<CanBridgeAck> acks = new ArrayList<>();
    List<Frame> sent = new ArrayList<>();
    CommandDesk desk = desk(acks, sent);
    desk.receive(payload);
    check(acks.get(0), sent);
    int once = sent.size();
    desk.receive(payload);
    assertTrue(acks.get(0).getCommandId().isEmpty() || sent.size() == once);
  }

  private static CommandDesk desk(List<CanBridgeAck> acks, List<Frame> sent) {
    return new CommandDesk(
        new CommandCheck(BOARD, () -> NOW, Optional.empty()),
        new CommandDesk.Vehicle(
            new Bus(STANDING, BOARD, new Kept(sent)),
            command -> Future.succeededFuture(new Following.Confirmed())),
        ExecutedCommands.forgetful(100),
        () -> NOW,
        acks::add);
  }

  private static void check(CanBridgeAck first, List<Frame> sent) {
    assertTrue(first.getDetail().length() <= 200);
    assertEquals(first.getDetail(), ByteString.copyFromUtf8(first.getDetail()).toStringUtf8());
    assertTrue(first.getState() == AckState.ACK_ACCEPTED || sent.isEmpty());
    assertTrue(sent.stream().allMatch(CanBridgeCommandFuzzTest::onBoard));
  }

  private static boolean onBoard(Frame frame) {
    return BOARD
        .dbc()
        .message(frame.getCanId(), frame.getExtended())
        .filter(message -> message.length() == frame.getData().size())
        .isPresent();
  }

  /** Keeps what was sent. */
  private record Kept(List<Frame> sent) implements CanPort {
    @Override
    public Future<Void> send(String commandId, Frame frame) {
      sent.add(frame);
      return Future.succeededFuture();
    }

    @Override
    public void close() {}
  }
}
