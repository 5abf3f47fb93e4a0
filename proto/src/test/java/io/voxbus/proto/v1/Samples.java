package io.voxbus.proto.v1;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.List;

/** One message of each kind with every field set. */
final class Samples {
  /** 2026-07-14T09:30:00Z. */
  private static final long SPOKEN_AT_MS = 1_784_021_400_000L;

  private static final String HASH = "0123456789abcdef".repeat(4);

  private Samples() {}

  /** All six, one of each kind. */
  static List<Message> all() {
    return List.of(transcript(), command(), ack(), response(), vehicleState(), status());
  }

  static Transcript transcript() {
    return Transcript.newBuilder()
        .setId("u-17")
        .setText("set the driver side to 21.5 degrees")
        .setConfidence(0.93)
        .setLocale("en-US")
        .setSpeaker(Seat.SEAT_PASSENGER)
        .setSession("s-4")
        .setSpokenAtMs(SPOKEN_AT_MS)
        .setFinal(false)
        .addAlternatives(
            Alternative.newBuilder().setText("set the drivers eye").setConfidence(0.25))
        .setSignature(ByteString.copyFrom(new byte[] {0, 43, -128, -1}))
        .setKeyId("k1")
        .build();
  }

  static CanBridgeCommand command() {
    return CanBridgeCommand.newBuilder()
        .setId("u-17/0")
        .setSequence(3)
        .setTranscriptId("u-17")
        .setFunction("set_temperature")
        .setToken("<vc_1>")
        .addAllArguments(arguments())
        .addSignals(
            Signal.newBuilder()
                .setMessage("CLIMATE_REQUEST")
                .setName("TargetTemperatureDriver")
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
        .setIssuedAtMs(SPOKEN_AT_MS + 20)
        .setExpiresAtMs(SPOKEN_AT_MS + 2_020)
        .setCatalogueHash(HASH)
        .setBoard("virtual")
        .setSignature(ByteString.copyFrom(new byte[] {0, 43, -128, -1}))
        .setKeyId("k2")
        .build();
  }

  private static List<Argument> arguments() {
    return List.of(
        Argument.newBuilder().setName("temperature").setNumber(21.5).build(),
        Argument.newBuilder().setName("area").setWord("driver").build());
  }

  static CanBridgeAck ack() {
    return CanBridgeAck.newBuilder()
        .setCommandId("u-17/0")
        .setState(AckState.ACK_REJECTED)
        .setReason(AckReason.REASON_MISMATCH)
        .setDetail("TargetTemperatureDriver decodes to 22")
        .setAtMs(SPOKEN_AT_MS + 25)
        .build();
  }

  static CommandResponse response() {
    return CommandResponse.newBuilder()
        .setTranscriptId("u-17")
        .setOutcome(Outcome.OUTCOME_FAILED)
        .addResults(
            CallResult.newBuilder()
                .setFunction("set_temperature")
                .setToken("<vc_1>")
                .addAllArguments(arguments())
                .setState(CallState.CALL_REJECTED)
                .setRule("mismatch")
                .setCommandId("u-17/0"))
        .setSay("The temperature could not be set.")
        .setConfidence(0.99)
        .addTokens("<vc_1>")
        .addTokens("<vc_end>")
        .setTimings(
            Timings.newBuilder()
                .setWaitUs(210)
                .setResolveUs(3_900)
                .setPrepareUs(120)
                .setBridgeUs(5_400))
        .setDetail("a line for the sender")
        .addChoices(
            Choice.newBuilder()
                .addCalls(
                    ChoiceCall.newBuilder()
                        .setFunction("set_temperature")
                        .setToken("<vc_1>")
                        .addAllArguments(arguments()))
                .setProbability(0.5))
        .build();
  }

  static VehicleState vehicleState() {
    return VehicleState.newBuilder()
        .addSignals(signal("Vehicle.Speed").setNumber(48.5))
        .addSignals(signal("Vehicle.IsMoving").setFlag(true))
        .addSignals(signal("Vehicle.Powertrain.Transmission.SelectedGear").setText("D"))
        .build();
  }

  private static StateSignal.Builder signal(String path) {
    return StateSignal.newBuilder().setPath(path).setAtMs(SPOKEN_AT_MS);
  }

  static ModuleStatus status() {
    return ModuleStatus.newBuilder()
        .setState(ModuleState.STATE_OFFLINE)
        .setReason("stopped")
        .setVersion("0.1.0")
        .setModelId("cabin-1")
        .setModelHash(HASH)
        .setCatalogueHash(HASH)
        .setBoard("virtual")
        .setStartedAtMs(SPOKEN_AT_MS)
        .setAtMs(SPOKEN_AT_MS + 60_000)
        .setPreviousModelId("voxbus-cabin-1")
        .setUpdate(
            ModelUpdate.newBuilder()
                .setBundle("voxbus-cabin-2")
                .setResult(UpdateResult.UPDATE_REJECTED)
                .setReason("a golden command came out otherwise")
                .setAtMs(SPOKEN_AT_MS))
        .build();
  }
}
