package io.voxbus.hil.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.canbridge.CanBridge;
import io.voxbus.canbridge.CanPort;
import io.voxbus.canbridge.FeedbackWatch;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge of a board's own files, between a real broker and a vehicle that tells its state. */
@Timeout(120)
class ConfirmationTest {
  private static final EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
  private static final Vertx vertx = Vertx.vertx();

  /** From a request of the virtual board's bus to the state that answers it. */
  private static final int TO_STATE = 0x100;

  /** On each request it tells a state: its own, of which nobody knows here how it came about. */
  private record Vehicle(Consumer<Frame> heard, UnaryOperator<Frame> state) implements CanPort {
    @Override
    public Future<Void> send(String commandId, Frame frame) {
      Frame told = frame.toBuilder().setCanId(frame.getCanId() + TO_STATE).build();
      vertx.runOnContext(later -> heard.accept(state.apply(told)));
      return Future.succeededFuture();
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }

  @AfterAll
  static void stop() {
    vertx.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "hatchback", "right-hand-drive", "nvidia-orin"})
  void aVehicleThatTellsAnotherStateDoesNotConfirm(String board) throws Exception {
    List<CanBridgeAck> acks =
        acks(board, told -> told.toBuilder().setData(Commands.bytes(40, 42, 42, 42)).build());
    assertEquals(
        List.of(AckState.ACK_ACCEPTED, AckState.ACK_TRANSMITTED, AckState.ACK_TRANSMITTED),
        acks.stream().map(CanBridgeAck::getState).toList());
    assertEquals(
        "ClimateTemperatureState.TemperatureFrontLeft is 20.0 after 500 ms",
        acks.get(2).getDetail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "hatchback", "right-hand-drive", "nvidia-orin"})
  void aVehicleThatTellsWhatItWasAskedConfirms(String board) throws Exception {
    assertEquals(
        List.of(AckState.ACK_ACCEPTED, AckState.ACK_TRANSMITTED, AckState.ACK_CONFIRMED),
        acks(board, UnaryOperator.identity()).stream().map(CanBridgeAck::getState).toList());
  }

  /** The acks of 21 degrees at the front left. */
  private static List<CanBridgeAck> acks(String board, UnaryOperator<Frame> state)
      throws Exception {
    String topics = "voxbus/%s-%d".formatted(board, state.hashCode());
    BridgeSettings settings =
        new BridgeSettings(
            new BrokerAddress(EmbeddedBroker.HOST, broker.port()),
            topics,
            "vcan0",
            BridgeBoard.read(Path.of("..", "board-configs", board)));
    CanBridge bridge = start(settings, state);
    MqttPeer peer = MqttPeer.connected(broker.port(), "peer", topics + "/can/ack");
    try {
      bridge.online().await(30, TimeUnit.SECONDS);
      peer.publish(topics + "/can/command", fresh().toByteArray());
      List<CanBridgeAck> acks = new ArrayList<>();
      for (byte[] payload : peer.await(topics + "/can/ack", 3)) {
        acks.add(CanBridgeAck.parseFrom(payload));
      }
      return acks;
    } finally {
      bridge.stop().await(10, TimeUnit.SECONDS);
      peer.close();
    }
  }

  private static CanBridgeCommand fresh() {
    long now = System.currentTimeMillis();
    return Commands.temperature("asked").setIssuedAtMs(now).setExpiresAtMs(now + 30_000).build();
  }

  /** All parts belong to one context. */
  private static CanBridge start(BridgeSettings settings, UnaryOperator<Frame> state)
      throws Exception {
    Promise<CanBridge> started = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            here -> {
              FeedbackWatch watch = new FeedbackWatch(vertx, settings.board());
              started.complete(
                  CanBridge.of(
                      vertx,
                      settings,
                      new CanBridge.Parts(
                          new Vehicle(watch::heard, state), watch, UnaryOperator.identity())));
            });
    return started.future().await(10, TimeUnit.SECONDS);
  }
}
