package io.voxbus.hil.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.hil.peer.Mosquitto;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over mosquitto in a process of its own, with its own clients. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MosquittoTest {
  private final Mosquitto broker;
  private final Path folder;
  private final Car car;

  MosquittoTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    broker = Mosquitto.start(folder);
    car = Car.at(new BrokerAddress("127.0.0.1", broker.port()), "mosquitto");
  }

  @AfterAll
  void stop() throws Exception {
    car.close();
    broker.close();
  }

  @Test
  void aTranscriptInJsonLeadsToACommandThatProtocReads() throws Exception {
    String command = car.topics().command();
    try (MqttPeer peer = MqttPeer.connected(broker.port(), "reader", command)) {
      publish(
          car.topics().transcriptJson(),
          "{\"id\": \"by-mosquitto\", \"text\": \"%s\", \"speaker\": \"SEAT_DRIVER\"}"
              .formatted(PhraseBook.RADIO_OFF));
      String decoded = protoc(peer.await(command, 1).get(0));
      assertTrue(decoded.contains("id: \"by-mosquitto/0\""), decoded);
      assertTrue(decoded.contains("function: \"" + PhraseBook.RADIO_FUNCTION + "\""), decoded);
    }
  }

  @Test
  void aTranscriptThatTheBrokerKeptIsRefused() throws Exception {
    String vehicle = "kept";
    byte[] kept = Messages.transcript("kept", PhraseBook.RADIO_OFF).build().toByteArray();
    String topics = "voxbus/" + vehicle;
    try (MqttPeer peer =
        MqttPeer.connected(
            broker.port(), "keeper", topics + "/response", topics + "/can/command")) {
      peer.publishRetained(topics + "/transcript", kept);
      try (Car late = Car.at(new BrokerAddress("127.0.0.1", broker.port()), vehicle)) {
        CommandResponse response =
            Messages.responses(peer.await(late.topics().response(), 1)).get(0);
        assertEquals(Outcome.OUTCOME_RETAINED, response.getOutcome());
        assertEquals(List.of(), peer.on(late.topics().command()));
      }
    }
  }

  @Test
  void aMessageOfTwoMebibytesThatTheBrokerKeepsCostsItsTopicOnly() throws Exception {
    String topics = "voxbus/large";
    try (MqttPeer peer = MqttPeer.connected(broker.port(), "large-keeper", topics + "/response")) {
      peer.publishRetained(topics + "/vehicle-state/json", new byte[2 << 20]);
      try (Car late = Car.at(new BrokerAddress("127.0.0.1", broker.port()), "large")) {
        byte[] said = Messages.transcript("small", PhraseBook.RADIO_OFF).build().toByteArray();
        peer.publish(late.topics().transcript(), said);
        CommandResponse response =
            Messages.responses(peer.await(late.topics().response(), 1)).get(0);
        assertEquals(Outcome.OUTCOME_DONE, response.getOutcome());
      }
    }
  }

  private void publish(String topic, String message) throws Exception {
    List<String> command =
        List.of(
            Mosquitto.tool("mosquitto_pub"),
            "-h",
            "127.0.0.1",
            "-p",
            "" + broker.port(),
            "-q",
            "1",
            "-t",
            topic,
            "-m",
            message);
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private String protoc(byte[] command) throws Exception {
    Path encoded = Files.write(folder.resolve("command.bin"), command);
    Process process =
        new ProcessBuilder(
                Mosquitto.tool("protoc"),
                "--decode=voxbus.v1.CanBridgeCommand",
                "-I../proto/src/main/proto",
                "voxbus/v1/can_bridge.proto")
            .redirectInput(encoded.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String decoded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return decoded;
  }
}
