package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.hil.peer.Mosquitto;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.hil.peer.ServeProcess;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty transcripts a second are said while the service is ended by SIGTERM and started again: each
 * is answered once, by the one process or the other.
 */
@Timeout(300)
class SigtermUnderLoadTest {
  private static final String TRANSCRIPT = "voxbus/watched/transcript";
  private static final String COMMAND = "voxbus/watched/can/command";
  private static final String RESPONSE = "voxbus/watched/response";
  private static final String ACK = "voxbus/watched/can/ack";
  private static final int EVERY_MS = 20;
  private static final int BEFORE = 100;
  private static final int IN_ALL = 250;
  private static final Duration END = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private final ScheduledExecutorService others = Executors.newScheduledThreadPool(2);
  private final AtomicInteger said = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();

  @AfterEach
  void end() {
    others.shutdownNow();
  }

  private ServeProcess serve(Mosquitto broker, String log) throws IOException {
    return ServeProcess.start(
        broker.port(),
        folder.resolve(log),
        "--state",
        folder.resolve("state").toString(),
        "--command-rate",
        "1000000");
  }

  private static void awaitReady(ServeProcess service) {
    await().atMost(Duration.ofMinutes(2)).until(() -> service.get("/readyz").startsWith("200"));
  }

  private void say(MqttPeer speaker) {
    if (said.get() >= IN_ALL) {
      return;
    }
    String id = "t" + said.get();
    byte[] transcript =
        Transcript.newBuilder()
            .setId(id)
            .setSession(id)
            .setText("set the temperature to 21 degrees")
            .build()
            .toByteArray();
    publish(speaker, TRANSCRIPT, transcript);
    said.incrementAndGet();
  }

  /** What the bridge does. */
  private void acknowledge(MqttPeer bridge) {
    List<CanBridgeCommand> commands = Messages.commands(bridge.on(COMMAND));
    while (acknowledged.get() < commands.size()) {
      CanBridgeCommand command = commands.get(acknowledged.getAndIncrement());
      publish(
          bridge,
          ACK,
          CanBridgeAck.newBuilder()
              .setCommandId(command.getId())
              .setState(AckState.ACK_TRANSMITTED)
              .build()
              .toByteArray());
    }
  }

  private static void publish(MqttPeer peer, String topic, byte[] payload) {
    try {
      peer.publish(topic, payload);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachTranscriptIsAnsweredOnceAndTheProcessEndsInTime() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        MqttPeer speaker = MqttPeer.connected(broker.port(), "speaker");
        MqttPeer bridge = MqttPeer.connected(broker.port(), "bridge", COMMAND);
        MqttPeer headUnit = MqttPeer.connected(broker.port(), "head-unit", RESPONSE)) {
      try (ServeProcess first = serve(broker, "first.log")) {
        awaitReady(first);
        others.scheduleAtFixedRate(() -> say(speaker), 0, EVERY_MS, TimeUnit.MILLISECONDS);
        others.scheduleWithFixedDelay(() -> acknowledge(bridge), 0, 5, TimeUnit.MILLISECONDS);
        await().atMost(Duration.ofMinutes(1)).until(() -> said.get() >= BEFORE);
        long wished = System.nanoTime();
        first.terminate();
        assertEquals(0, first.awaitEnd());
        Duration taken = Duration.ofNanos(System.nanoTime() - wished);
        assertTrue(taken.compareTo(END) < 0, "the end took " + taken);
      }
      try (ServeProcess second = serve(broker, "second.log")) {
        awaitReady(second);
        requireOneAnswerForEach(headUnit, bridge);
      }
    }
  }

  private void requireOneAnswerForEach(MqttPeer headUnit, MqttPeer bridge) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> said.get() >= IN_ALL && headUnit.on(RESPONSE).size() >= IN_ALL);
    List<String> answered =
        Messages.responses(headUnit.on(RESPONSE)).stream()
            .map(CommandResponse::getTranscriptId)
            .toList();
    assertEquals(IN_ALL, answered.size());
    assertEquals(IN_ALL, Set.copyOf(answered).size());
    List<String> carriedOut =
        Messages.commands(bridge.on(COMMAND)).stream()
            .map(CanBridgeCommand::getTranscriptId)
            .toList();
    assertEquals(carriedOut.size(), Set.copyOf(carriedOut).size(), "a command came twice");
  }
}
