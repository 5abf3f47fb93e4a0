package io.voxbus.hil.endtoend;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import io.voxbus.hil.bridge.BridgeSettings;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.module.app.Home;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.VoxbusService;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.ground.Board;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The service with the model and the board that come with it, and a virtual bridge. */
final class Car implements AutoCloseable {
  private static final Path BOARD = Home.folder().resolve("board-configs/virtual");

  final Topics topics;

  /** The ids of the commands whose frames were sent, one for each frame. */
  final List<String> carriedOut = new CopyOnWriteArrayList<>();

  private final Vertx vertx = Vertx.vertx();
  private final VirtualCanBridge bridge;
  private final VoxbusService service;

  Car(BrokerAddress broker, String name) {
    topics = new Topics("voxbus", name);
    BridgeSettings settings =
        new BridgeSettings(
            broker, "voxbus/" + name, "vcan0", BoardMapping.read(BOARD, Board.read(BOARD)).dbc());
    bridge = VirtualCanBridge.start(vertx, settings, (id, line) -> carriedOut.add(id)).await();
    service =
        VoxbusService.start(
                vertx,
                ServiceConfiguration.standard(broker, BOARD, Home.model()).withTopics(topics))
            .await();
  }

  static Transcript.Builder transcript(String id, String text) {
    return Transcript.newBuilder()
        .setId(id)
        .setText(text)
        .setSpeaker(Seat.SEAT_DRIVER)
        .setSpokenAtMs(System.currentTimeMillis());
  }

  static CommandResponse response(byte[] message) {
    try {
      return CommandResponse.parseFrom(message);
    } catch (InvalidProtocolBufferException rubbish) {
      throw new AssertionError(rubbish);
    }
  }

  static CanBridgeCommand command(byte[] message) {
    try {
      return CanBridgeCommand.parseFrom(message);
    } catch (InvalidProtocolBufferException rubbish) {
      throw new AssertionError(rubbish);
    }
  }

  @Override
  public void close() {
    service.stop().await();
    bridge.stop().await();
    vertx.close().await();
  }
}
