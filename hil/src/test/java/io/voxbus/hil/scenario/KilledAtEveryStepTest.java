package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.hil.peer.HaltingProcess;
import io.voxbus.hil.peer.Mosquitto;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.hil.peer.MqttPeer.Heard;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.Releases;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.proto.v1.ModuleState;
import io.voxbus.proto.v1.ModuleStatus;
import io.voxbus.proto.v1.UpdateResult;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service's process is killed (SIGKILL) before each of its steps on the folder of models, while
 * fifty transcripts a second are said to a real broker, and is started again. The steps are those
 * of a whole update: a bundle comes over MQTT, is installed in place of the one before the last, is
 * tried, and takes over; then those of a start.
 *
 * <p>Each time what the folder of models names is whole and signed, the next process is ready by
 * itself, with the old model or the new one, the update comes to its end, and of all that was said
 * nothing is lost and nothing is done twice ({@link
 * SteadyLoad#requireOneAnswerAndOneCommandForEach}).
 */
@Timeout(600)
class KilledAtEveryStepTest {
  private static final Topics TOPICS =
      new Topics(ServiceConfiguration.DEFAULT_PREFIX, ServiceConfiguration.DEFAULT_VEHICLE);

  /** What the bundle with random weights makes a command of, whose frame waits for no other. */
  private static final String TEXT = "volume three hundred";

  /** A bundle comes in two. */
  private static final int CHUNK_BYTES = 16 << 10;

  /** A bundle that is named before it is whole is rejected, or gone back from. */
  private static final Set<UpdateResult> SETBACKS =
      EnumSet.of(UpdateResult.UPDATE_REJECTED, UpdateResult.UPDATE_FALLEN_BACK);

  private static final long NEVER = Long.MAX_VALUE;

  @TempDir private Path folder;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Releases releases;
  private Mosquitto broker;
  private SteadyLoad load;
  private ChunkSender sender;
  private HaltingProcess service;
  private HaltingProcess next;
  private volatile ModuleStatus status = ModuleStatus.getDefaultInstance();
  private final Queue<ModuleStatus> setbacks = new ConcurrentLinkedQueue<>();
  private String model = "";
  private int updates;

  @BeforeEach
  void begin() throws Exception {
    releases = new Releases(folder);
    Files.createDirectory(folder.resolve("models"));
    broker = closing(Mosquitto.fast(Files.createDirectory(folder.resolve("broker"))));
    closing(MqttPeer.connected(broker.port(), "onlooker", this::look, TOPICS.status()));
    sender = closing(new ChunkSender(broker.port(), TOPICS, CHUNK_BYTES));
    service = waiting();
    next = waiting();
    model = service.begin(NEVER).orElseThrow();
    load = closing(new SteadyLoad(broker.port(), TOPICS, TEXT));
  }

  @AfterEach
  void end() {
    List<Exception> failures = new ArrayList<>();
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception failure) {
        failures.add(failure);
      }
    }
    assertEquals(List.of(), failures);
  }

  private <T extends AutoCloseable> T closing(T opened) {
    open.push(opened);
    return opened;
  }

  /** A process that is about to begin: what a Java machine needs for itself is done beforehand. */
  private HaltingProcess waiting() throws IOException {
    return closing(
        HaltingProcess.start(
            folder.resolve("log").toFile(),
            List.of(
                "mqtt://127.0.0.1:" + broker.port(),
                folder.resolve("state").toString(),
                folder.resolve("models").toString(),
                releases.trust().toString())));
  }

  private void look(Heard message) {
    try {
      ModuleStatus seen = ModuleStatus.parseFrom(message.payload());
      if (seen.getState() == ModuleState.STATE_ONLINE) {
        status = seen;
        setbacks.addAll(
            SETBACKS.contains(seen.getUpdate().getResult()) ? List.of(seen) : List.of());
      }
    } catch (InvalidProtocolBufferException rubbish) {
      throw new AssertionError(rubbish);
    }
  }

  /**
   * Begins the next service in place of one that has ended.
   *
   * @return its model; empty when it ended before it was ready
   */
  private Optional<String> restart(long steps) throws Exception {
    service = next;
    Optional<String> answering = service.begin(steps);
    next = waiting();
    return answering;
  }

  /**
   * Makes an update.
   *
   * @param steps the process is killed before this one, counted from 0
   * @return whether there is a step of that number
   */
  private boolean update(long steps) throws Exception {
    updates++;
    String old = model;
    String wanted = "release-" + updates;
    Path bundle = releases.bundle(wanted, updates);
    load.awaitCaughtUp();
    service.let(steps);
    sender.send(bundle);
    awaitShort().until(() -> !service.runs() || hasTakenOver(wanted));
    boolean killed = !service.runs();
    if (killed) {
      service.requireKilled();
      requireWhole();
      String answering = restart(NEVER).orElseThrow();
      assertTrue(Set.of(old, wanted).contains(answering), answering);
      sender.goOn();
      awaitShort().until(() -> hasTakenOver(wanted));
    }
    assertEquals(List.of(), List.copyOf(sender.refused()));
    assertEquals(List.of(), List.copyOf(setbacks));
    model = wanted;
    return killed;
  }

  /** As the killed process left them. */
  private void requireWhole() {
    ModelStore store =
        ModelStore.open(folder.resolve("models"), TinyBundle.folder(), Catalogue.standard());
    ModelStoreState state = store.state();
    for (ModelPlace place : List.of(state.getActive(), state.getPrevious(), state.getPending())) {
      Bundle.read(store.places().folder(place), Catalogue.standard());
      store.places().requireSigned(place, releases.trusted());
    }
  }

  private boolean hasTakenOver(String id) {
    ModuleStatus now = status;
    return now.getModelId().equals(id)
        && now.getUpdate().getBundle().equals(id)
        && now.getUpdate().getResult() == UpdateResult.UPDATE_TAKEN_OVER;
  }

  private static ConditionFactory awaitShort() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
  }

  /** Kills the service, and each that begins before its next step. */
  private int startsInVain() throws Exception {
    service.close();
    int steps = 0;
    Optional<String> answering = restart(steps);
    while (answering.isEmpty()) {
      service.requireKilled();
      requireWhole();
      steps++;
      answering = restart(steps);
    }
    assertEquals(Optional.of(model), answering);
    service.let(NEVER);
    return steps;
  }

  @Test
  void each_transcript_has_one_answer_and_one_command_and_there_is_always_a_model()
      throws Exception {
    update(NEVER);
    update(NEVER); // No folder is free any more: from now on one has to go.
    int steps = 0;
    while (update(steps)) {
      steps++;
    }
    assertTrue(steps > 60, "only " + steps + " steps");
    int starting = startsInVain();
    assertTrue(starting >= 5, "only " + starting + " steps of a start");
    load.requireOneAnswerAndOneCommandForEach();
  }
}
