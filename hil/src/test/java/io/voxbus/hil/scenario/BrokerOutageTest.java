package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that ends and comes back, ten times, while transcripts are published without a pause.
 */
class BrokerOutageTest {
  private static final int RESTARTS = 10;
  private static final int BEFORE_THE_END = 3;
  private static final int AROUND_THE_END = 5;
  private static final int WHILE_AWAY = 2;
  private static final int EACH_TIME = BEFORE_THE_END + AROUND_THE_END + WHILE_AWAY;
  private static final int TRANSCRIPTS = RESTARTS * EACH_TIME;

  /** Attempts in vain before the broker comes back: about a second. */
  private static final int IN_VAIN = 30;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Semaphore toSay = new Semaphore(0);
  private final AtomicInteger published = new AtomicInteger();

  @Test
  @Timeout(300)
  void everyTranscriptLeadsToExactlyOneCommandWhenTheBrokerIsTerminated(@TempDir Path folder)
      throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Car car = Car.at(new BrokerAddress("127.0.0.1", broker.port()), "outage");
        MosquittoSubscriber observer =
            new MosquittoSubscriber(
                broker.port(), car.topics().command(), folder.resolve("heard"));
        PatientPublisher publisher = new PatientPublisher(broker.port(), "recogniser")) {
      talkOverRestarts(broker, Mosquitto.End.TERMINATED, car, publisher);
      await().atMost(PATIENCE).until(() -> Set.copyOf(car.executed()).size() >= TRANSCRIPTS);
      await().atMost(PATIENCE).until(() -> commandIds(observer).size() >= TRANSCRIPTS);
      assertEquals(expectedIds(), commandIds(observer));
      assertEquals(expectedIds(), car.executed().stream().sorted().toList());
    }
  }

  /**
   * A broker that is killed may have confirmed what it had not written down yet: a transcript,
   * which only its sender can say again, or a command, which then is honestly timed out.
   */
  @Test
  @Timeout(300)
  void nothingIsCarriedOutTwiceOrLeftWithoutAnOutcomeWhenTheBrokerIsKilled(@TempDir Path folder)
      throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Car car = Car.at(new BrokerAddress("127.0.0.1", broker.port()), "outage");
        PatientPublisher publisher = new PatientPublisher(broker.port(), "recogniser")) {
      talkOverRestarts(broker, Mosquitto.End.KILLED, car, publisher);
      sayUnexecutedAgain(publisher, car);
      await().atMost(PATIENCE).until(() -> answered(car) == TRANSCRIPTS);
      Set<String> executed = Set.copyOf(car.executed());
      assertEquals(executed.size(), car.executed().size());
      assertTrue(executed.size() >= car.counted("transcripts_done"));
    }
  }

  private void talkOverRestarts(
      Mosquitto broker, Mosquitto.End end, Car car, PatientPublisher publisher) throws Exception {
    CompletableFuture<Void> speaker = CompletableFuture.runAsync(() -> talk(publisher, car));
    for (int restart = 0; restart < RESTARTS; restart++) {
      toSay.release(BEFORE_THE_END + AROUND_THE_END);
      restart(broker, end, publisher, restart * EACH_TIME + BEFORE_THE_END);
      awaitCommand(car);
    }
    speaker.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void restart(
      Mosquitto broker, Mosquitto.End end, PatientPublisher publisher, int afterPublished)
      throws Exception {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> published.get() >= afterPublished);
    broker.stop(end);
    toSay.release(WHILE_AWAY);
    int failures = publisher.failures();
    await().atMost(PATIENCE).until(() -> publisher.failures() >= failures + IN_VAIN);
    broker.restart();
  }

  /**
   * A bridge that never gets through to the broker carries out nothing, and that is its outcome.
   */
  private static void awaitCommand(Car car) {
    int executed = car.executed().size();
    await().atMost(PATIENCE).until(() -> car.executed().size() > executed);
  }

  private void talk(PatientPublisher publisher, Car car) {
    for (int i = 0; i < TRANSCRIPTS; i++) {
      toSay.acquireUninterruptibly();
      publisher.publish(car.topics().transcript(), transcript(i));
      published.incrementAndGet();
    }
  }

  private static void sayUnexecutedAgain(PatientPublisher publisher, Car car) {
    Set<String> executed = Set.copyOf(car.executed());
    IntStream.range(0, TRANSCRIPTS)
        .filter(i -> !executed.contains(id(i) + "/0"))
        .forEach(i -> publisher.publish(car.topics().transcript(), transcript(i)));
  }

  /** The transcripts with an outcome of their own; a repetition has that of a duplicate. */
  private static long answered(Car car) {
    return car.counted("transcripts_done") + car.counted("transcripts_failed");
  }

  private static byte[] transcript(int number) {
    return Messages.transcript(id(number), PhraseBook.WARMER).build().toByteArray();
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
