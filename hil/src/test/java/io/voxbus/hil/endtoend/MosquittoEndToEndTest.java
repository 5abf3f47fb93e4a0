package io.voxbus.hil.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.app.Home;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class MosquittoEndToEndTest {
  private static final int KILLS = 10;
  private static final int TRANSCRIPTS_A_KILL = 5;

  @TempDir private Path folder = Path.of("");

  @Test
  void aJsonTranscriptFromMosquittoPubLeadsToACommandThatProtocReads() throws Exception {
    Path publisher = Mosquitto.required("mosquitto_pub");
    Path protoc = Mosquitto.required("protoc");
    try (Mosquitto broker = Mosquitto.start(folder);
        Car car = new Car(broker.address(), "car");
        MqttPeer peer = peer(broker.address(), car)) {
      run(
          publisher,
          "-h",
          broker.address().host(),
          "-p",
          Integer.toString(broker.address().port()),
          "-q",
          "1",
          "-t",
          car.topics.transcriptJson(),
          "-m",
          "{\"id\": \"mosquitto-1\", \"text\": \"turn off the radio\"}");
      byte[] command = peer.await(car.topics.command(), 1).get(0);
      assertTrue(decoded(protoc, command).contains("function: \"control_playback\""));
    }
  }

  @Test
  void tenKillsOfTheBrokerLoseNoCommandAndDoubleNone() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Car car = new Car(broker.address(), "car");
        MqttPeer peer = peer(broker.address(), car)) {
      List<String> ids = new ArrayList<>();
      for (int kill = 0; kill < KILLS; kill++) {
        say(peer, car, kill, ids);
        broker.killAndRestart();
      }
      List<String> answered = responses(peer, car, ids.size());
      assertEquals(sorted(ids), answered);
      assertEquals(ids.stream().map(id -> id + "/0").sorted().toList(), commandIds(car));
      assertEquals(List.of(), notDone(peer, car));
    }
  }

  private static void say(MqttPeer peer, Car car, int kill, List<String> ids) throws Exception {
    for (int i = 0; i < TRANSCRIPTS_A_KILL; i++) {
      String id = "kill-%d-%d".formatted(kill, i);
      ids.add(id);
      peer.publishWhenever(
          car.topics.transcript(),
          Car.transcript(id, "set the temperature to 21 degrees").build().toByteArray());
    }
  }

  /** The ids of the transcripts that were answered, each as often as it was. */
  private static List<String> responses(MqttPeer peer, Car car, int count) {
    return sorted(
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> peer.on(car.topics.response()).stream().map(Car::response).toList(),
                heard -> heard.size() >= count)
            .stream()
            .map(CommandResponse::getTranscriptId)
            .toList());
  }

  /** The commands that the bridge carried out; each of these commands has one frame. */
  private static List<String> commandIds(Car car) {
    return sorted(car.carriedOut);
  }

  private static List<String> notDone(MqttPeer peer, Car car) {
    return peer.on(car.topics.response()).stream()
        .map(Car::response)
        .filter(response -> response.getOutcome() != Outcome.OUTCOME_DONE)
        .map(response -> response.getTranscriptId() + " " + response.getOutcome())
        .toList();
  }

  private static List<String> sorted(List<String> ids) {
    List<String> sorted = new ArrayList<>(ids);
    Collections.sort(sorted);
    return List.copyOf(sorted);
  }

  private static MqttPeer peer(BrokerAddress broker, Car car) throws Exception {
    return MqttPeer.connect(
        broker.host(), broker.port(), "peer", car.topics.response(), car.topics.command());
  }

  private String decoded(Path protoc, byte[] command) throws Exception {
    Path message = Files.write(folder.resolve("command.bin"), command);
    Process process =
        new ProcessBuilder(
                protoc.toString(),
                "--decode",
                "voxbus.v1.CanBridgeCommand",
                "-I",
                Home.folder().resolve("proto/src/main/proto").toString(),
                "voxbus/v1/can_bridge.proto")
            .redirectInput(message.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void run(Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(List.of(arguments));
    assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor());
  }
}
