package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.voxbus.module.speech.Keys;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CommandSigningTest {
  private static final SigningKeys KEYS = Keys.of("k1 " + Keys.SECRET);

  private final CommandSigning signing = new CommandSigning(KEYS, "car");

  @Test
  void unsignedCommandIsNotTheServices() {
    assertTrue(signing.fault(command()).orElseThrow().startsWith("unsigned"));
  }

  @Test
  void commandSignedByAnotherKeyOrForAnotherVehicleIsNotTheServices() {
    SigningKeys others = Keys.of("k1 " + Keys.OTHER_SECRET);
    assertForged(new CommandSigning(others, "car").sign(command()), "key");
    assertForged(new CommandSigning(KEYS, "bus").sign(command()), "vehicle");
  }

  @Test
  void everyFieldThatIsChangedAfterSigningIsNoticed() {
    changes()
        .forEach(
            (what, change) -> {
              CanBridgeCommand.Builder altered = signing.sign(command()).toBuilder();
              change.accept(altered);
              assertForged(altered.build(), what);
            });
  }

  @Test
  void signedCommandIsTheServices() {
    assertEquals(Optional.empty(), signing.fault(signing.sign(command())));
  }

  /** Computed by the modules hmac and struct of Python 3.11, from the rules in can_bridge.proto. */
  @Test
  void signatureIsTheOneThatAnotherLanguageComputes() {
    assertEquals(
        "98fbe57d6345c345e9bdde5b13362358a373325c16dbf1a49d1b623207059375",
        HexFormat.of().formatHex(signing.sign(command()).getSignature().toByteArray()));
  }

  private void assertForged(CanBridgeCommand command, String what) {
    assertTrue(signing.fault(command).isPresent(), what);
  }

  private static Map<String, Consumer<CanBridgeCommand.Builder>> changes() {
    Map<String, Consumer<CanBridgeCommand.Builder>> changes = new LinkedHashMap<>();
    changes.put("id", c -> c.setId("u-17/1"));
    changes.put("sequence", c -> c.setSequence(4));
    changes.put("transcript_id", c -> c.setTranscriptId("u-18"));
    changes.put("function", c -> c.setFunction("control_trunk"));
    changes.put("token", c -> c.setToken("<vc_2>"));
    changes.put("no argument", c -> c.removeArguments(1));
    changes.put("argument's name", c -> c.getArgumentsBuilder(0).setName("amount"));
    changes.put("argument's number", c -> c.getArgumentsBuilder(0).setNumber(30));
    changes.put("argument's word", c -> c.getArgumentsBuilder(1).setWord("passenger"));
    changes.put("argument's value", c -> c.getArgumentsBuilder(1).clearValue());
    changes.put("one more signal", c -> c.addSignals(c.getSignals(0)));
    changes.put("signal's message", c -> c.getSignalsBuilder(0).setMessage("Horn"));
    changes.put("signal's name", c -> c.getSignalsBuilder(0).setName("Fan"));
    changes.put("signal's value", c -> c.getSignalsBuilder(0).setValue(30));
    changes.put("signal's label", c -> c.getSignalsBuilder(0).setLabel("hot"));
    changes.put("signal's unit", c -> c.getSignalsBuilder(0).setUnit("K"));
    changes.put("one more frame", c -> c.addFrames(c.getFrames(0)));
    changes.put("can_id", c -> c.getFramesBuilder(0).setCanId(1));
    changes.put("extended", c -> c.getFramesBuilder(0).setExtended(false));
    changes.put("data", c -> c.getFramesBuilder(0).setData(ByteString.EMPTY));
    changes.put("fd", c -> c.getFramesBuilder(0).setFd(false));
    changes.put("delay_ms", c -> c.getFramesBuilder(0).setDelayMs(0));
    changes.put("issued_at_ms", c -> c.setIssuedAtMs(c.getIssuedAtMs() + 1));
    changes.put("expires_at_ms", c -> c.setExpiresAtMs(c.getExpiresAtMs() + 1));
    changes.put("catalogue_hash", c -> c.setCatalogueHash("4567"));
    changes.put("board", c -> c.setBoard("other"));
    changes.put("run", c -> c.setRun("r8"));
    changes.put("key_id", c -> c.setKeyId("k2"));
    return changes;
  }

  private static CanBridgeCommand command() {
    return CanBridgeCommand.newBuilder()
        .setId("u-17/0")
        .setSequence(3)
        .setTranscriptId("u-17")
        .setFunction("set_temperature")
        .setToken("<vc_1>")
        .addArguments(Argument.newBuilder().setName("temperature").setNumber(21.5))
        .addArguments(Argument.newBuilder().setName("area").setWord("driver"))
        .addSignals(
            Signal.newBuilder()
                .setMessage("Climate")
                .setName("Temperature")
                .setValue(21.5)
                .setLabel("warm")
                .setUnit("degC"))
        .addFrames(
            Frame.newBuilder()
                .setCanId(0x18FF1234)
                .setExtended(true)
                .setData(ByteString.copyFrom(new byte[] {0, 43, -128, -1}))
                .setFd(true)
                .setDelayMs(100))
        .setIssuedAtMs(1_784_021_400_020L)
        .setExpiresAtMs(1_784_021_402_020L)
        .setCatalogueHash("0123")
        .setBoard("virtual")
        .setRun("r7")
        .build();
  }
}
