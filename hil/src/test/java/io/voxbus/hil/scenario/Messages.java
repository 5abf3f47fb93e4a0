package io.voxbus.hil.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.util.List;

/** Messages of the wire. */
final class Messages {
  private Messages() {}

  /** What the driver said just now. */
  static Transcript.Builder transcript(String id, String text) {
    return Transcript.newBuilder()
        .setId(id)
        .setText(text)
        .setSpeaker(Seat.SEAT_DRIVER)
        .setSpokenAtMs(System.currentTimeMillis());
  }

  static List<CanBridgeCommand> commands(List<byte[]> payloads) {
    return payloads.stream().map(Messages::command).toList();
  }

  static List<CommandResponse> responses(List<byte[]> payloads) {
    return payloads.stream().map(Messages::response).toList();
  }

  private static CanBridgeCommand command(byte[] payload) {
    try {
      return CanBridgeCommand.parseFrom(payload);
    } catch (InvalidProtocolBufferException rubbish) {
      throw new AssertionError(rubbish);
    }
  }

  private static CommandResponse response(byte[] payload) {
    try {
      return CommandResponse.parseFrom(payload);
    } catch (InvalidProtocolBufferException rubbish) {
      throw new AssertionError(rubbish);
    }
  }
}
