package io.voxbus.hil.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import io.voxbus.dbc.Dbc;
import io.voxbus.fuzz.Resource;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
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
              (vertx, setTimer, arguments) -> 1L);

  private static final Dbc DBC =
      Dbc.parse(
          "small.dbc",
          new String(
              Resource.bytes(
                  "/io/voxbus/dbc/DbcFuzzTestInputs/areReadOrRefusedAndEncodeWhatTheyDecode/small.dbc"),
              StandardCharsets.UTF_8));
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

  private static void receive(byte[] payload) {
    List<CanBridgeAck> acks = new ArrayList<>();
    List<CandumpLine> sent = new ArrayList<>();
    CommandDesk desk = desk(acks, sent);
    desk.receive(payload);
    check(acks.get(0), sent);
    int once = sent.size();
    desk.receive(payload);
    assertTrue(acks.get(0).getCommandId().isEmpty() || sent.size() == once);
  }

  private static CommandDesk desk(List<CanBridgeAck> acks, List<CandumpLine> sent) {
    return new CommandDesk(
        new CommandCheck(DBC, () -> NOW, Optional.empty()),
        new Bus(STANDING, "vcan0", (id, line) -> sent.add(line), () -> NOW),
        ExecutedCommands.forgetful(100),
        () -> NOW,
        acks::add);
  }

  private static void check(CanBridgeAck first, List<CandumpLine> sent) {
    assertTrue(first.getDetail().length() <= 200);
    assertEquals(first.getDetail(), ByteString.copyFromUtf8(first.getDetail()).toStringUtf8());
    assertTrue(first.getState() == AckState.ACK_ACCEPTED || sent.isEmpty());
    assertTrue(sent.stream().allMatch(CanBridgeCommandFuzzTest::onBoard));
  }

  private static boolean onBoard(CandumpLine line) {
    return DBC.message(line.frame().getCanId(), line.frame().getExtended())
        .filter(message -> message.length() == line.frame().getData().size())
        .isPresent();
  }
}
