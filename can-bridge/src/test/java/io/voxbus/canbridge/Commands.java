package io.voxbus.canbridge;

import com.google.protobuf.ByteString;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.nio.file.Path;

/** Commands for the small board. */
final class Commands {
  static final long ISSUED_AT_MS = 1_800_000_000_000L;
  static final long EXPIRES_AT_MS = ISSUED_AT_MS + 2_000;

  static final BridgeBoard BOARD = BridgeBoard.read(Path.of("src", "test", "small"));

  private Commands() {}

  /** 21 degrees, by one frame. */
  static CanBridgeCommand.Builder temperature(String id) {
    return CanBridgeCommand.newBuilder()
        .setId(id)
        .setFunction("set_temperature")
        .setIssuedAtMs(ISSUED_AT_MS)
        .setExpiresAtMs(EXPIRES_AT_MS)
        .addSignals(signal("Climate", "Temperature", 21))
        .addFrames(frame(0x486, 22, 0));
  }

  /** Press, and let go after the pulse. */
  static CanBridgeCommand.Builder horn(String id, int pulseMs) {
    return temperature(id)
        .setFunction("set_hazard_lights")
        .clearSignals()
        .clearFrames()
        .addSignals(signal("Horn", "Request", 1).toBuilder().setLabel("ON"))
        .addFrames(frame(0x486, 1).setExtended(true))
        .addFrames(frame(0x486, 0).setExtended(true).setDelayMs(pulseMs));
  }

  /** Cruise control on, by a message that is protected and repeated every 20 ms. */
  static CanBridgeCommand.Builder cruise(String id) {
    return temperature(id)
        .setFunction("set_cruise_control")
        .clearSignals()
        .clearFrames()
        .addSignals(signal("Cruise", "Control", 1).toBuilder().setLabel("ON"))
        .addFrames(frame(594, 0, 0b0001_0000, 0));
  }

  static Signal signal(String message, String name, double value) {
    return Signal.newBuilder().setMessage(message).setName(name).setValue(value).build();
  }

  static Frame.Builder frame(int id, int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return Frame.newBuilder().setCanId(id).setData(ByteString.copyFrom(data));
  }
}
