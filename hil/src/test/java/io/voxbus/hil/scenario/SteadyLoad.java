package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.MessageLite;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.hil.peer.MqttPeer.Heard;
import io.voxbus.module.app.Topics;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * Fifty transcripts a second, each of which asks for one command, a bridge that carries each
 * command out, and a head unit that hears the answers.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int EVERY_MS = 20;

  /** So many without an answer are no backlog: two seconds' worth. */
  private static final int MOST_OPEN = 100;

  private final Topics topics;
  private final String text;
  private final AtomicInteger said = new AtomicInteger();
  private final Map<String, Set<CommandResponse>> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> commands = new ConcurrentHashMap<>();
  private final MqttPeer headUnit;
  private final MqttPeer bridge;
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
    this.bridge = MqttPeer.connected(broker, "bridge", this::carryOut, topics.command());
    this.speaker = MqttPeer.connected(broker, "speaker");
    this.saying = mouth.scheduleAtFixedRate(this::say, 0, EVERY_MS, TimeUnit.MILLISECONDS);
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

  private void carryOut(Heard message) {
    CanBridgeCommand command = Messages.commands(List.of(message.payload().toByteArray())).get(0);
    commands.merge(command.getTranscriptId(), 1, Integer::sum);
    publish(
        bridge,
        topics.ack(),
        CanBridgeAck.newBuilder()
            .setCommandId(command.getId())
            .setState(AckState.ACK_TRANSMITTED)
            .build());
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
   * Falls silent, and demands what the journal promises of each transcript, however often and
   * whenever the service was killed:
   *
   * <ul>
   *   <li>there is one answer. One of which the service did not learn that the broker has it is
   *       said again, and is then the same, byte by byte;
   *   <li>there are never two commands;
   *   <li>the command is carried out once, and the answer says so. Only when the service was killed
   *       after it had noted that the command goes out, and before the broker had read it, there
   *       may be none: none is sent again, and the answer says that nobody knows.
   * </ul>
   *
   * @param kills how often the service was killed: nobody knows of more than one transcript for
   *     each, on average
   */
  void requireOneAnswerAndOneCommandForEach(int kills) {
    assertFalse(saying.isDone(), "the speaker gave up");
    saying.cancel(false);
    await().atMost(Duration.ofMinutes(1)).until(() -> answers.size() >= said.get());
    assertEquals(said.get(), answers.size());
    answers.forEach((id, all) -> assertEquals(1, all.size(), all::toString));
    commands.forEach((id, times) -> assertEquals(1, times, id));
    Set<String> known = new HashSet<>();
    Set<String> unknown = new HashSet<>();
    answers.forEach((id, all) -> (isDone(all.iterator().next()) ? known : unknown).add(id));
    assertTrue(commands.keySet().containsAll(known), "an answer says done of no command");
    assertTrue(unknown.size() <= kills, "nobody knows of " + unknown);
  }

  /** Whether it says that its command was carried out; it must say else that nobody knows. */
  private static boolean isDone(CommandResponse answer) {
    assertEquals(1, answer.getResultsCount(), answer::toString);
    if (answer.getOutcome() == Outcome.OUTCOME_DONE) {
      return true;
    }
    assertEquals(CallState.CALL_TIMED_OUT, answer.getResults(0).getState(), answer::toString);
    return false;
  }

  @Override
  public void close() throws MqttException {
    mouth.shutdownNow();
    speaker.close();
    bridge.close();
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
