package io.voxbus.hil.bridge;

import com.google.protobuf.ByteString;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.nio.file.Path;

/** Commands for the virtual board. */
final class Commands {
  static final BridgeBoard BOARD = BridgeBoard.read(Path.of("..", "board-configs", "virtual"));

  private Commands() {}

  /** 21 degrees at the front left. */
  static CanBridgeCommand.Builder temperature(String id) {
    return CanBridgeCommand.newBuilder()
        .setId(id)
        .setFunction("set_temperature")
        .addSignals(
            Signal.newBuilder()
                .setMessage("ClimateTemperature")
                .setName("TemperatureFrontLeft")
                .setValue(21))
        .addFrames(
            Frame.newBuilder()
                .setCanId(0x202)
                .setData(ByteString.copyFrom(new byte[] {42, 42, 42, 42})));
  }
}
