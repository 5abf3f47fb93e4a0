package io.voxbus.hil.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import io.voxbus.fuzz.Resource;
import io.voxbus.module.can.Dbc;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
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
  private static final Vertx VERTX = Vertx.vertx();
  private static final Dbc DBC =
      Dbc.parse(
          "small.dbc",
          new String(
              Resource.bytes(
                  "/io/voxbus/module/can/DbcFuzzTestInputs/areReadOrRefusedAndEncodeWhatTheyDecode/small.dbc"),
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

  private final List<CanBridgeAck> acks = new ArrayList<>();
  private final List<CandumpLine> sent = new ArrayList<>();
  private final CommandDesk desk =
      new CommandDesk(
          new CommandCheck(DBC, () -> NOW, Optional.empty()),
          new Bus(VERTX, "vcan0", (id, line) -> sent.add(line), () -> NOW),
          ExecutedCommands.forgetful(100),
          () -> NOW,
          acks::add);

  @FuzzTest
  void isCarriedOutOnceOrRejected(byte[] bytes) {
    acks.clear();
    sent.clear();
    receive(bytes);
    receive(SOUND.concat(ByteString.copyFrom(bytes)).toByteArray());
  }

  private void receive(byte[] payload) {
    int said = acks.size();
    int before = sent.size();
    desk.receive(payload);
    assertTrue(acks.size() > said);
    CanBridgeAck first = acks.get(said);
    assertTrue(first.getDetail().length() <= 200);
    assertEquals(first.getDetail(), ByteString.copyFromUtf8(first.getDetail()).toStringUtf8());
    if (first.getState() == AckState.ACK_REJECTED) {
      assertEquals(before, sent.size());
    }
    sent.forEach(
        line ->
            assertTrue(
                DBC.message(line.frame().getCanId(), line.frame().getExtended()).isPresent()));
    int carriedOut = sent.size();
    desk.receive(payload);
    assertFalse(!first.getCommandId().isEmpty() && sent.size() > carriedOut);
  }
}
