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
        .addFrames(Frame.newBuilder().setCanId(0x202).setData(bytes(42, 42, 42, 42)));
  }

  /** A payload. */
  static ByteString bytes(int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return ByteString.copyFrom(data);
  }
}
