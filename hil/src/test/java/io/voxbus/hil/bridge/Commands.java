package io.voxbus.hil.bridge;

import com.google.protobuf.ByteString;
import io.voxbus.dbc.Dbc;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;

/** Commands of a small bus, for tests. */
final class Commands {
  static final long ISSUED_AT_MS = 1_800_000_000_000L;
  static final long EXPIRES_AT_MS = ISSUED_AT_MS + 2_000;

  static final Dbc DBC =
      Dbc.parse(
          "small.dbc",
          """
          VERSION ""
          BU_: Bridge
          BO_ 1158 Climate: 2 Bridge
           SG_ Temperature : 0|8@1+ (0.5,10) [10|40] "degC" Bridge
           SG_ Fan : 8|4@1+ (1,0) [0|10] "" Bridge
          BO_ 2147484806 Horn: 1 Bridge
           SG_ Request : 0|2@1+ (1,0) [0|3] "" Bridge
          """);

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
        .clearSignals()
        .clearFrames()
        .addSignals(signal("Horn", "Request", 1))
        .addFrames(frame(0x486, 1).setExtended(true))
        .addFrames(frame(0x486, 0).setExtended(true).setDelayMs(pulseMs));
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
