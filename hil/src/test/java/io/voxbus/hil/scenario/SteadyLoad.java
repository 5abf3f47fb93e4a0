package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.MessageLite;
import io.vertx.core.Vertx;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.hil.peer.MqttPeer.Heard;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * Fifty transcripts a second, each of which asks for one command of one frame, the bridge with a
 * virtual bus, and a head unit that hears the answers.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int EVERY_MS = 20;

  /** So many without an answer are no backlog: two seconds' worth. */
  private static final int MOST_OPEN = 100;

  private final Topics topics;
  private final String text;
  private final AtomicInteger said = new AtomicInteger();
  private final Map<String, Set<CommandResponse>> answers = new ConcurrentHashMap<>();

  /** How many were on the bus, by transcript. */
  private final Map<String, Integer> frames = new ConcurrentHashMap<>();

  private final MqttPeer headUnit;
  private final Vertx vertx = Vertx.vertx();
  private final VirtualCanBridge bridge;
  private final MqttPeer speaker;
  private final ScheduledExecutorService mouth = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> saying;

  /**
   * Begins to speak.
   *
   * @param broker the broker's port on loopback
   * @param topics the vehicle's
   * @param text what the model makes one command of
   */
  SteadyLoad(int broker, Topics topics, String text) {
    this.topics = topics;
    this.text = text;
    this.headUnit = MqttPeer.connected(broker, "head-unit", this::hear, topics.response());
    this.bridge = bridge(BrokerAddress.parse("mqtt://127.0.0.1:" + broker));
    this.speaker = MqttPeer.connected(broker, "speaker");
    this.saying = mouth.scheduleAtFixedRate(this::say, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private VirtualCanBridge bridge(BrokerAddress broker) {
    return VirtualCanBridge.start(
            vertx, Car.bridge(broker, ServiceConfiguration.DEFAULT_VEHICLE), this::sent)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void say() {
    String id = "t" + said.getAndIncrement();
    publish(speaker, topics.transcript(), Messages.transcript(id, text).setSession(id).build());
  }

  private void hear(Heard message) {
    CommandResponse response = Messages.responses(List.of(message.payload().toByteArray())).get(0);
    answers
        .computeIfAbsent(response.getTranscriptId(), id -> ConcurrentHashMap.newKeySet())
        .add(response);
  }

  private void sent(String commandId, CandumpLine frame) {
    frames.merge(commandId.substring(0, commandId.lastIndexOf('/')), 1, Integer::sum);
  }

  /**
   * Waits until what was said while nobody listened is answered: on a slow machine it would grow
   * from kill to kill.
   */
  void awaitCaughtUp() {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> said.get() - answers.size() < MOST_OPEN);
  }

  /**
   * Falls silent, and demands that of each transcript, however often and whenever the service was
   * killed, there is one frame on the bus, and one answer, which says so. An answer of which the
   * service did not learn that the broker has it comes again, and is then the same, byte by byte.
   */
  void requireOneAnswerAndOneCommandForEach() {
    assertFalse(saying.isDone(), "the speaker gave up");
    saying.cancel(false);
    await().atMost(Duration.ofMinutes(1)).until(() -> answers.size() >= said.get());
    List<String> all = IntStream.range(0, said.get()).mapToObj(number -> "t" + number).toList();
    assertEquals(Set.copyOf(all), answers.keySet());
    assertEquals(List.of(), all.stream().filter(id -> frames.getOrDefault(id, 0) != 1).toList());
    assertEquals(List.of(), all.stream().map(answers::get).filter(SteadyLoad::isWrong).toList());
  }

  private static boolean isWrong(Set<CommandResponse> heard) {
    return heard.size() != 1 || heard.iterator().next().getOutcome() != Outcome.OUTCOME_DONE;
  }

  @Override
  public void close() throws MqttException {
    mouth.shutdownNow();
    speaker.close();
    bridge.stop().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    headUnit.close();
  }

  private static void publish(MqttPeer peer, String topic, MessageLite message) {
    try {
      peer.publishWhenever(topic, message.toByteArray());
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }
}
