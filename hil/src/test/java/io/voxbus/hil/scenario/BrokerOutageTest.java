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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A broker that ends and comes back, ten times, while transcripts are published without a pause.
 */
class BrokerOutageTest {
  private static final int RESTARTS = 10;
  private static final int EACH_TIME = 10;
  private static final int BEFORE_THE_END = 3;
  private static final int TRANSCRIPTS = RESTARTS * EACH_TIME;

  /** Attempts in vain before the broker comes back: about a second. */
  private static final int IN_VAIN = 30;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicInteger published = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(Mosquitto.End.class)
  @Timeout(300)
  void everyTranscriptLeadsToExactlyOneCommandOverTenRestarts(
      Mosquitto.End end, @TempDir Path folder) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Car car = Car.at(new BrokerAddress("127.0.0.1", broker.port()), "outage");
        MosquittoSubscriber observer =
            new MosquittoSubscriber(
                broker.port(), car.topics().command(), folder.resolve("heard"));
        PatientPublisher publisher = new PatientPublisher(broker.port(), "recogniser")) {
      CompletableFuture<Void> speaker = CompletableFuture.runAsync(() -> talk(publisher, car));
      for (int restart = 0; restart < RESTARTS; restart++) {
        restart(broker, end, publisher, restart * EACH_TIME + BEFORE_THE_END);
      }
      speaker.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      await().atMost(PATIENCE).until(() -> Set.copyOf(car.executed()).size() >= TRANSCRIPTS);
      await().atMost(PATIENCE).until(() -> commandIds(observer).size() >= TRANSCRIPTS);
      assertEquals(expectedIds(), commandIds(observer));
      assertEquals(expectedIds(), car.executed().stream().sorted().toList());
    }
  }

  private void restart(
      Mosquitto broker, Mosquitto.End end, PatientPublisher publisher, int afterPublished)
      throws Exception {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> published.get() >= afterPublished);
    broker.stop(end);
    int failures = publisher.failures();
    await().atMost(PATIENCE).until(() -> publisher.failures() >= failures + IN_VAIN);
    broker.restart();
  }

  private void talk(PatientPublisher publisher, Car car) {
    for (int i = 0; i < TRANSCRIPTS; i++) {
      byte[] transcript = Messages.transcript(id(i), PhraseBook.WARMER).build().toByteArray();
      publisher.publish(car.topics().transcript(), transcript);
      published.incrementAndGet();
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
