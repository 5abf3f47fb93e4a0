package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.hil.peer.Mosquitto;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that ends and comes back while transcripts are published. */
class BrokerOutageTest {
  private static final int RESTARTS = 10;
  private static final int BEFORE_EACH = 5;
  private static final int WHILE_AWAY = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private int said;

  @Test
  @Timeout(300)
  void everyTranscriptLeadsToExactlyOneCommandOverTenRestarts(@TempDir Path folder)
      throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Car car = Car.at(new BrokerAddress("127.0.0.1", broker.port()), "outage");
        MqttPeer peer =
            MqttPeer.connected(
                broker.port(), "recogniser", car.topics().command(), car.topics().response())) {
      for (int restart = 0; restart < RESTARTS; restart++) {
        say(peer, car, BEFORE_EACH);
        broker.stop();
        say(peer, car, WHILE_AWAY);
        broker.restart();
        await().atMost(PATIENCE).until(() -> peer.connected() && peer.pending() == 0);
      }
      await().atMost(PATIENCE).until(() -> commandIds(peer, car).size() >= said);
      await().atMost(PATIENCE).until(() -> Set.copyOf(car.executed()).size() >= said);
      assertEquals(expectedIds(), commandIds(peer, car));
      assertEquals(List.copyOf(expectedIds()), frames(car));
    }
  }

  private void say(MqttPeer peer, Car car, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      String id = "said-%03d".formatted(said++);
      peer.publishWhenever(
          car.topics().transcript(),
          Messages.transcript(id, PhraseBook.WARMER).build().toByteArray());
    }
  }

  private Set<String> expectedIds() {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < said; i++) {
      ids.add("said-%03d/0".formatted(i));
    }
    return ids;
  }

  private static Set<String> commandIds(MqttPeer peer, Car car) {
    return Messages.commands(peer.on(car.topics().command())).stream()
        .map(CanBridgeCommand::getId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The command of each frame on the bus, sorted: a level request has one frame. */
  private static List<String> frames(Car car) {
    return car.executed().stream().sorted().toList();
  }
}
