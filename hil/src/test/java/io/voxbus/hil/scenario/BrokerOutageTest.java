package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.hil.peer.Mosquitto;
import io.voxbus.hil.peer.MosquittoSubscriber;
import io.voxbus.hil.peer.PatientPublisher;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that ends and comes back while transcripts are published. */
class BrokerOutageTest {
  private static final int RESTARTS = 10;
  private static final int EACH_TIME = 10;
  private static final int BEFORE_THE_END = 3;
  private static final int TRANSCRIPTS = RESTARTS * EACH_TIME;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicInteger published = new AtomicInteger();

  @Test
  @Timeout(300)
  void everyTranscriptLeadsToExactlyOneCommandOverTenRestarts(@TempDir Path folder)
      throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Car car = Car.at(new BrokerAddress("127.0.0.1", broker.port()), "outage");
        MosquittoSubscriber observer =
            new MosquittoSubscriber(
                broker.port(), car.topics().command(), folder.resolve("heard"))) {
      for (int restart = 0; restart < RESTARTS; restart++) {
        talkOverRestart(broker, car, restart * EACH_TIME);
      }
      await().atMost(PATIENCE).until(() -> commandIds(observer).size() >= TRANSCRIPTS);
      assertEquals(expectedIds(), commandIds(observer));
      assertEquals(expectedIds(), car.executed().stream().sorted().toList());
    }
  }

  /** A command lives for two seconds; so all are carried out before the broker ends again. */
  private void talkOverRestart(Mosquitto broker, Car car, int first) throws Exception {
    CompletableFuture<Void> speaker = CompletableFuture.runAsync(() -> talk(broker, car, first));
    await().atMost(PATIENCE).until(() -> published.get() >= first + BEFORE_THE_END);
    broker.stop();
    broker.restart();
    speaker.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> car.executed().size() >= first + EACH_TIME);
  }

  private void talk(Mosquitto broker, Car car, int first) {
    try (PatientPublisher publisher = new PatientPublisher(broker.port(), "recogniser")) {
      for (int i = first; i < first + EACH_TIME; i++) {
        byte[] transcript = Messages.transcript(id(i), PhraseBook.WARMER).build().toByteArray();
        publisher.publish(car.topics().transcript(), transcript);
        published.incrementAndGet();
      }
    }
  }

  /** Delivery is at least once, so an id may be heard again; the bridge carries it out once. */
  private static List<String> commandIds(MosquittoSubscriber observer) {
    return Messages.commands(observer.payloads()).stream()
        .map(CanBridgeCommand::getId)
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> expectedIds() {
    return IntStream.range(0, TRANSCRIPTS).mapToObj(i -> id(i) + "/0").toList();
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "said-%03d", number);
  }
}
