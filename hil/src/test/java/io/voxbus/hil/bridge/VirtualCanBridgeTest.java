package io.voxbus.hil.bridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class VirtualCanBridgeTest {
  private static final EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
  private static final Vertx vertx = Vertx.vertx();

  private static final AtomicInteger vehicles = new AtomicInteger();

  private final String topics = "voxbus/car" + vehicles.incrementAndGet();
  private final String commands = topics + "/can/command";
  private final String acks = topics + "/can/ack";
  private final String presence = settings().presenceTopic();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final VirtualCanBridge bridge = start();
  private MqttPeer peer = peer();

  @AfterEach
  void close() throws Exception {
    bridge.stop().await(10, TimeUnit.SECONDS);
    peer.close();
  }

  @AfterAll
  static void stop() {
    vertx.close();
    broker.close();
  }

  @Test
  void rubbishIsRejectedAndTheNextCommandIsCarriedOut() throws Exception {
    peer.publish(commands, "{\"id\":\"no protobuf\"}".getBytes(StandardCharsets.UTF_8));
    peer.publish(commands, new byte[0]);
    peer.publish(commands, new byte[100_000]);
    peer.publish(commands, fresh("after-rubbish"));
    assertEquals(
        List.of(
            AckState.ACK_REJECTED,
            AckState.ACK_REJECTED,
            AckState.ACK_REJECTED,
            AckState.ACK_ACCEPTED,
            AckState.ACK_TRANSMITTED,
            AckState.ACK_CONFIRMED),
        states(6));
  }

  @Test
  void aLateCommandIsRejected() throws Exception {
    peer.publish(
        commands,
        Commands.temperature("late").setIssuedAtMs(0).setExpiresAtMs(1).build().toByteArray());
    assertEquals(AckReason.REASON_EXPIRED, ack(peer.await(acks, 1).get(0)).getReason());
    assertTrue(lines.isEmpty());
  }

  @Test
  void anIdThatComesTwiceIsCarriedOutOnce() throws Exception {
    peer.publish(commands, fresh("twice"));
    peer.publish(commands, fresh("twice"));
    assertEquals(6, peer.await(acks, 6).size());
    assertEquals(1, lines.size());
  }

  @Test
  void aFrameIsWrittenAsACandumpLine() throws Exception {
    peer.publish(commands, fresh("line"));
    peer.await(acks, 3);
    assertTrue(lines.get(0).matches("\\([0-9]{10}\\.[0-9]{6}\\) vcan0 202#2A2A2A2A"), lines.get(0));
  }

  @Test
  void afterTheBrokerCameBackCommandsAreCarriedOutAgain() throws Exception {
    broker.restart();
    await().atMost(Duration.ofSeconds(30)).until(peer::connected);
    peer.close();
    peer = peer();
    peer.await(presence, 1);
    peer.publish(commands, fresh("after-restart"));
    assertEquals(AckState.ACK_CONFIRMED, states(3).get(2));
  }

  private List<AckState> states(int count) {
    return peer.await(acks, count).stream()
        .map(VirtualCanBridgeTest::ack)
        .map(CanBridgeAck::getState)
        .toList();
  }

  private static CanBridgeAck ack(byte[] payload) {
    try {
      return CanBridgeAck.parseFrom(payload);
    } catch (InvalidProtocolBufferException rubbish) {
      throw new AssertionError(rubbish);
    }
  }

  private static byte[] fresh(String id) {
    CanBridgeCommand.Builder command = Commands.temperature(id);
    long now = System.currentTimeMillis();
    return command.setIssuedAtMs(now).setExpiresAtMs(now + 60_000).build().toByteArray();
  }

  private MqttPeer peer() {
    return MqttPeer.connected(broker.port(), "peer", acks, presence);
  }

  private BridgeSettings settings() {
    BrokerAddress address = new BrokerAddress(EmbeddedBroker.HOST, broker.port());
    return new BridgeSettings(address, topics, "vcan0", Commands.BOARD);
  }

  private VirtualCanBridge start() {
    try {
      return VirtualCanBridge.start(vertx, settings(), (id, line) -> lines.add(line.toString()))
          .await(30, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
