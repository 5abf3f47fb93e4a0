package io.voxbus.hil.vcan;

import com.google.protobuf.ByteString;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;

/** Commands for the board of the CAN bridge's own tests. */
final class SmallCommands {
  static final int CLIMATE = 0x486;
  static final int HORN = 0x486;
  static final int CRUISE = 0x252;
  static final int DRIVE = 0x300;
  static final int CLIMATE_STATE = 0x515;

  private static final int LIFE_MS = 2_000;

  private SmallCommands() {}

  /** A temperature from 10 to 40 degrees, which the vehicle has to follow. */
  static CanBridgeCommand.Builder temperature(String id, int celsius) {
    return command(id, "set_temperature")
        .addSignals(signal("Climate", "Temperature", celsius, ""))
        .addFrames(frame(CLIMATE, (celsius - 10) * 2, 0));
  }

  /** A pulse. */
  static CanBridgeCommand.Builder horn(String id, int holdMs) {
    return command(id, "set_hazard_lights")
        .addSignals(signal("Horn", "Request", 1, "ON"))
        .addFrames(frame(HORN, 1).setExtended(true))
        .addFrames(frame(HORN, 0).setExtended(true).setDelayMs(holdMs));
  }

  /** A message that is protected and repeated. */
  static CanBridgeCommand.Builder cruise(String id) {
    return command(id, "set_cruise_control")
        .addSignals(signal("Cruise", "Control", 1, "ON"))
        .addFrames(frame(CRUISE, 0, 0b0001_0000, 0));
  }

  /** A message of CAN FD. */
  static CanBridgeCommand.Builder sport(String id) {
    return command(id, "set_drive_mode")
        .addSignals(signal("Drive", "Mode", 3, "SPORT"))
        .addFrames(frame(DRIVE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x53, 0).setFd(true));
  }

  /** The same command, issued now, and good for as long as any may be: many take their time. */
  static CanBridgeCommand fresh(CanBridgeCommand command) {
    long now = System.currentTimeMillis();
    return command.toBuilder().setIssuedAtMs(now).setExpiresAtMs(now + 59_000).build();
  }

  /** A frame. */
  static Frame.Builder frame(int id, int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return Frame.newBuilder().setCanId(id).setData(ByteString.copyFrom(data));
  }

  private static CanBridgeCommand.Builder command(String id, String function) {
    long now = System.currentTimeMillis();
    return CanBridgeCommand.newBuilder()
        .setId(id)
        .setFunction(function)
        .setIssuedAtMs(now)
        .setExpiresAtMs(now + LIFE_MS);
  }

  private static Signal signal(String message, String name, double value, String label) {
    return Signal.newBuilder()
        .setMessage(message)
        .setName(name)
        .setValue(value)
        .setLabel(label)
        .build();
  }
}
