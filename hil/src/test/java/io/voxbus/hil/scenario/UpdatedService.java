package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.hil.peer.HaltingProcess;
import io.voxbus.hil.peer.Mosquitto;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.hil.peer.MqttPeer.Heard;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.Releases;
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

/**
 * A service in a process of its own, at mosquitto, to which fifty transcripts a second are said and
 * bundles are sent over MQTT.
 */
final class UpdatedService implements AutoCloseable {
  private static final Topics TOPICS =
      new Topics(ServiceConfiguration.DEFAULT_PREFIX, ServiceConfiguration.DEFAULT_VEHICLE);

  /** What the bundle with random weights makes a command of, whose frame waits for no other. */
  private static final String TEXT = "volume three hundred";

  /** A bundle comes in two. */
  private static final int CHUNK_BYTES = 16 << 10;

  /** What becomes of a bundle that is not taken, or not kept. */
  private static final Set<UpdateResult> SETBACKS =
      EnumSet.of(UpdateResult.UPDATE_REJECTED, UpdateResult.UPDATE_FALLEN_BACK);

  /** Steps of a process that is not to be killed before one. */
  static final long ALL = Long.MAX_VALUE;

  private final Path folder;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Releases releases;
  private final Mosquitto broker;
  private final SteadyLoad load;
  private final ChunkSender sender;
  private final Queue<ModuleStatus> setbacks = new ConcurrentLinkedQueue<>();
  private HaltingProcess service;
  private HaltingProcess next;
  private volatile ModuleStatus status = ModuleStatus.getDefaultInstance();

  /** Starts everything in an empty folder; nothing is left running when that fails. */
  UpdatedService(Path folder) throws Exception {
    this.folder = folder;
    releases = new Releases(folder);
    Files.createDirectory(folder.resolve("models"));
    try {
      broker = closing(Mosquitto.fast(Files.createDirectory(folder.resolve("broker"))));
      closing(MqttPeer.connected(broker.port(), "onlooker", this::look, TOPICS.status()));
      sender = closing(new ChunkSender(broker.port(), TOPICS, CHUNK_BYTES));
      service = waiting(broker.port());
      next = waiting(broker.port());
      String first = service.begin(ALL).orElseThrow();
      awaitShort().until(() -> model().equals(first));
      load = closing(new SteadyLoad(broker.port(), TOPICS, TEXT));
    } catch (Exception | Error failure) {
      close();
      throw failure;
    }
  }

  private <T extends AutoCloseable> T closing(T opened) {
    open.push(opened);
    return opened;
  }

  /** A process that is about to begin: what a Java machine needs for itself is done beforehand. */
  private HaltingProcess waiting(int port) throws IOException {
    return closing(
        HaltingProcess.start(
            folder.resolve("log").toFile(),
            List.of(
                "mqtt://127.0.0.1:" + port,
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

  static ConditionFactory awaitShort() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
  }

  /** Makes bundles that are signed by whom the vehicle trusts. */
  Releases releases() {
    return releases;
  }

  /** What is said, and must come of it. */
  SteadyLoad load() {
    return load;
  }

  /** Sends bundles. */
  ChunkSender sender() {
    return sender;
  }

  /** The process that runs, or ran last. */
  HaltingProcess process() {
    return service;
  }

  /** Bundles that were not taken, or not kept. */
  List<ModuleStatus> setbacks() {
    return List.copyOf(setbacks);
  }

  /** The folder of models as it is now. */
  ModelStore store() {
    return ModelStore.open(folder.resolve("models"), TinyBundle.folder(), Catalogue.standard());
  }

  /** The model by which transcripts are read. */
  String model() {
    return status.getModelId();
  }

  /**
   * Begins the next service in place of one that has ended.
   *
   * @return its model; empty when it ended before it was ready
   */
  Optional<String> restart(long steps) throws Exception {
    service = next;
    Optional<String> answering = service.begin(steps);
    next = waiting(broker.port());
    return answering;
  }

  /** Whether this bundle was the last that came, and this became of it. */
  boolean cameTo(String bundle, UpdateResult result) {
    ModuleStatus now = status;
    return now.getUpdate().getBundle().equals(bundle) && now.getUpdate().getResult() == result;
  }

  /** Whether this bundle was the last that came, and is the one by which transcripts are read. */
  boolean hasTakenOver(String bundle) {
    return cameTo(bundle, UpdateResult.UPDATE_TAKEN_OVER) && model().equals(bundle);
  }

  @Override
  public void close() {
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
}
