package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.hil.peer.Mosquitto;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.hil.peer.ServeProcess;
import io.voxbus.module.bridge.BrokerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as an operator sees it, over mosquitto, as a process with the real model. */
@Timeout(120)
class WatchedServiceTest {
  private static final String TRANSCRIPT = "voxbus/watched/transcript";
  private static final String COMMAND = "voxbus/watched/can/command";
  private static final String RESPONSE = "voxbus/watched/response";
  private static final String READY = "200 ready\n";
  private static final String DONE = "voxbus_transcripts_total{outcome=\"done\"}";

  private static final String SECRET = "5ec7e7".repeat(10) + "5ec7";

  @TempDir private Path folder;

  @Test
  void readinessFollowsTheBrokerAndTheEnd() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      broker.stop(Mosquitto.End.TERMINATED);
      try (ServeProcess service = ServeProcess.start(broker.port(), folder.resolve("log"))) {
        awaitAnswer(service, "/readyz", "503 the broker is away\n");
        assertEquals("200 alive\n", service.get("/healthz"));
        broker.restart();
        awaitAnswer(service, "/readyz", READY);
        broker.stop(Mosquitto.End.KILLED);
        awaitAnswer(service, "/readyz", "503 the broker is away\n");
        assertEquals("200 alive\n", service.get("/healthz"));
        assertEquals(0, service.metric("voxbus_broker_connected"));
        broker.restart();
        awaitAnswer(service, "/readyz", READY);
        assertDrains(broker, service);
      }
    }
  }

  /** No bridge answers, so the command holds up the end until its time is over. */
  private static void assertDrains(Mosquitto broker, ServeProcess service) throws Exception {
    try (MqttPeer peer = MqttPeer.connected(broker.port(), "peer", COMMAND, RESPONSE)) {
      say(peer, "a", "turn off the radio");
      peer.await(COMMAND, 1);
      assertEquals(1, service.metric("voxbus_transcripts_in_flight"));
      service.terminate();
      awaitAnswer(
          service, "/readyz", "503 draining: what was taken is answered, nothing more is taken\n");
      assertEquals("200 alive\n", service.get("/healthz"));
      assertEquals(0, service.awaitEnd());
      assertEquals(1, peer.on(RESPONSE).size());
    }
  }

  @Test
  void whatHappensIsCounted() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Mosquitto broker = Mosquitto.start(folder);
        ServeProcess service = ServeProcess.start(broker.port(), folder.resolve("log"));
        MqttPeer peer = MqttPeer.connected(broker.port(), "peer", RESPONSE)) {
      BrokerAddress address = new BrokerAddress("127.0.0.1", broker.port());
      VirtualCanBridge.start(vertx, Car.bridge(address, "watched"), (id, line) -> {})
          .await(30, TimeUnit.SECONDS);
      awaitAnswer(service, "/readyz", READY);
      assertEquals(0, service.metric(DONE));
      say(peer, "a", "turn off the radio");
      say(peer, "b", "open the trunk");
      say(peer, "c", "what a lovely day");
      say(peer, "c", "what a lovely day");
      peer.publish(TRANSCRIPT, new byte[] {1, 2, 3});
      peer.publish("voxbus/watched/vehicle-state", new byte[] {1, 2, 3});
      peer.publish("voxbus/watched/can/ack", new byte[] {1, 2, 3});
      peer.await(RESPONSE, 5);
      assertCounts(service);
    } finally {
      vertx.close().await(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void logsAreJsonLinesWithoutWordsAndSecrets() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "first " + SECRET + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    try (Mosquitto broker = Mosquitto.start(folder);
        ServeProcess service =
            ServeProcess.start(
                broker.port(),
                folder.resolve("log"),
                "--log",
                "json",
                "--log-level",
                "trace",
                "--command-key",
                key.toString());
        MqttPeer peer = MqttPeer.connected(broker.port(), "peer", RESPONSE)) {
      awaitAnswer(service, "/readyz", READY);
      say(peer, "a", "turn off the radio");
      say(peer, "b", "what a lovely day");
      say(peer, "c", "open the trunk " + "and the radio ".repeat(30));
      peer.await(RESPONSE, 3);
      service.terminate();
      assertEquals(0, service.awaitEnd());
      assertLogs(service.printed());
    }
  }

  @Test
  void theFlightRecorderIsReadWhileItRunsAndWrittenWhenItEnds() throws Exception {
    Path state = folder.resolve("state");
    try (Mosquitto broker = Mosquitto.start(folder);
        ServeProcess service =
            ServeProcess.start(
                broker.port(),
                folder.resolve("log"),
                "--state",
                state.toString(),
                "--flight-recorder",
                "2");
        MqttPeer peer = MqttPeer.connected(broker.port(), "peer", RESPONSE, COMMAND)) {
      awaitAnswer(service, "/readyz", READY);
      for (String id : List.of("a", "b", "c")) {
        say(peer, id, "open the trunk");
      }
      peer.await(RESPONSE, 3);
      String read = service.get("/flight-recorder").replaceFirst("200 ", "");
      assertRecorded(read.lines().toList());
      say(peer, "d", "turn off the radio");
      peer.await(COMMAND, 1);
      service.terminate();
      assertEquals(0, service.awaitEnd());
      List<String> written = Files.readAllLines(state.resolve("flight-recorder.jsonl"));
      assertEquals(read.lines().toList().get(1), written.get(0));
      assertTrue(written.get(1).contains("\"command\":\"d/0\""), written.get(1));
      assertTrue(written.get(1).contains("\"state\":\"timed_out\""), written.get(1));
    }
  }

  private static void assertRecorded(List<String> lines) throws Exception {
    assertEquals(2, lines.size());
    JsonNode last = new ObjectMapper().readTree(lines.get(1));
    assertEquals("c", last.get("transcript").asText());
    assertEquals("control_trunk", last.get("function").asText());
    assertEquals("driver", last.get("seat").asText());
    assertEquals("refused", last.get("state").asText());
    assertEquals("openings_while_driving", last.get("rule").asText());
    assertFalse(last.has("arguments"));
    assertTrue(last.get("resolve_us").asInt() > 0);
  }

  private static void assertLogs(List<String> printed) throws Exception {
    List<JsonNode> logs = new ArrayList<>();
    for (String line : printed) {
      assertFalse(line.contains("radio") || line.contains("lovely") || line.contains(SECRET), line);
      if (!line.startsWith("ready after ")) {
        logs.add(new ObjectMapper().readTree(line));
      }
    }
    List<JsonNode> answered =
        logs.stream().filter(log -> log.get("message").asText().equals("answered")).toList();
    assertEquals(3, answered.size());
    JsonNode first =
        answered.stream()
            .filter(log -> log.get("transcript").asText().equals("a"))
            .findFirst()
            .orElseThrow();
    assertEquals("OUTCOME_FAILED", first.get("outcome").asText());
    assertEquals("control_playback", first.get("functions").asText());
    assertTrue(first.get("ms").asDouble() > 0);
    assertTrue(Instant.parse(first.get("time").asText()).isAfter(Instant.EPOCH));
  }

  /** Nobody told whether the car stands, so the trunk stays shut. */
  private static void assertCounts(ServeProcess service) throws Exception {
    await().until(() -> service.metric("voxbus_drops_total{reason=\"ack_unreadable\"}") == 1);
    assertEquals(1, service.metric(DONE));
    assertEquals(1, service.metric("voxbus_transcripts_total{outcome=\"failed\"}"));
    assertEquals(1, service.metric("voxbus_transcripts_total{outcome=\"nothing_to_do\"}"));
    assertEquals(1, service.metric("voxbus_transcripts_total{outcome=\"duplicate\"}"));
    assertEquals(1, service.metric("voxbus_transcripts_total{outcome=\"malformed\"}"));
    assertEquals(1, service.metric("voxbus_calls_total{state=\"transmitted\"}"));
    assertEquals(1, service.metric("voxbus_calls_total{state=\"refused\"}"));
    assertEquals(
        1,
        service.metric("voxbus_refusals_total{by=\"interlock\",rule=\"openings_while_driving\"}"));
    assertEquals(1, service.metric("voxbus_drops_total{reason=\"state_unreadable\"}"));
    assertEquals(1, service.metric("voxbus_commands_published_total"));
    assertEquals(3, service.metric("voxbus_stage_seconds_count{stage=\"resolve\"}"));
    assertEquals(1, service.metric("voxbus_stage_seconds_count{stage=\"bridge\"}"));
    assertEquals(0, service.metric("voxbus_queue_depth"));
    assertEquals(1, service.metric("voxbus_ready"));
    assertTrue(service.metric("process_resident_memory_bytes") > 10_000_000);
  }

  private static void say(MqttPeer peer, String id, String text) throws Exception {
    peer.publish(TRANSCRIPT, Messages.transcript(id, text).build().toByteArray());
  }

  private static void awaitAnswer(ServeProcess service, String path, String expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> service.get(path), expected::equals);
  }
}
