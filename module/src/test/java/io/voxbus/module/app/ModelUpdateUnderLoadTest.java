package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.FaultEndpoint;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.OfferedFile;
import io.voxbus.module.update.Releases;
import io.voxbus.module.update.UpdateException;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.ModelChunk;
import io.voxbus.proto.v1.ModelProgress;
import io.voxbus.proto.v1.ModuleStatus;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Transcript;
import io.voxbus.proto.v1.TransferState;
import io.voxbus.proto.v1.UpdateResult;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty transcripts a second are said while the model is exchanged, or must not be: each leads to
 * its one command.
 */
class ModelUpdateUnderLoadTest {
  private static final String BOARD = Path.of("..", "board-configs", "virtual").toString();
  private static final int EVERY_MS = 20;

  /** What the bundle with random weights makes a command of. */
  private static final String COMMAND = "set the temperature to 21";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final ScheduledExecutorService speaker = Executors.newScheduledThreadPool(2);
  private final AtomicInteger said = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private FaultEndpoint broker;
  private Releases releases;
  private ModelStore store;
  private VoxbusService service;
  private ScheduledFuture<?> speaking;
  private ScheduledFuture<?> acknowledging;

  @BeforeEach
  void start() throws Exception {
    broker = FaultEndpoint.listen(vertx);
    releases = new Releases(folder);
    Path models = folder.resolve("models");
    store = ModelStore.open(models, TinyBundle.folder(), Catalogue.standard());
    service =
        VoxbusService.start(
                vertx,
                ServiceConfiguration.standard(broker.address(), Path.of(BOARD), TinyBundle.folder())
                    .withLimits(
                        ServiceLimits.STANDARD.withRate(
                            new ServiceLimits.Rate(100_000, Duration.ofSeconds(10))))
                    .withModels(models, releases.trust()))
            .await(60, TimeUnit.SECONDS);
    speaking = speaker.scheduleAtFixedRate(this::say, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    acknowledging =
        speaker.scheduleWithFixedDelay(this::acknowledgeAll, 0, 5, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() throws Exception {
    acknowledging.cancel(false);
    speaker.shutdownNow();
    service.stop().await(20, TimeUnit.SECONDS);
    broker.close();
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void say() {
    String id = "t" + said.getAndIncrement();
    broker.deliver(
        topic("transcript"),
        Transcript.newBuilder().setId(id).setSession(id).setText(COMMAND).build().toByteArray());
  }

  private void acknowledgeAll() {
    List<CanBridgeCommand> commands = published("can/command", CanBridgeCommand.parser());
    while (acknowledged.get() < commands.size()) {
      String id = commands.get(acknowledged.getAndIncrement()).getId();
      broker.deliver(
          topic("can/ack"),
          CanBridgeAck.newBuilder()
              .setCommandId(id)
              .setState(AckState.ACK_TRANSMITTED)
              .build()
              .toByteArray());
    }
  }

  private void requireOneCommandForEach() {
    speaking.cancel(false);
    awaitLong().until(() -> published("response", CommandResponse.parser()).size() >= said.get());
    Map<String, Outcome> outcomes = new HashMap<>();
    for (CommandResponse each : published("response", CommandResponse.parser())) {
      assertEquals(null, outcomes.put(each.getTranscriptId(), each.getOutcome()));
      assertEquals(Outcome.OUTCOME_DONE, each.getOutcome(), each::toString);
    }
    List<String> commands =
        published("can/command", CanBridgeCommand.parser()).stream()
            .map(CanBridgeCommand::getTranscriptId)
            .toList();
    assertEquals(said.get(), outcomes.size());
    assertEquals(said.get(), commands.size());
    assertEquals(said.get(), commands.stream().distinct().count());
  }

  private static ConditionFactory awaitLong() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private void install(Path file) {
    try (BundlePackage carrier = BundlePackage.open(file)) {
      store.install(carrier, releases.trusted(), false);
    }
  }

  private void awaitStatus(Predicate<ModuleStatus> wanted) {
    awaitLong()
        .until(
            () -> {
              List<ModuleStatus> all = published("status", ModuleStatus.parser());
              return wanted.test(all.get(all.size() - 1));
            });
  }

  private void awaitModel(String id) {
    awaitStatus(status -> status.getModelId().equals(id));
  }

  private void awaitRejected(String id) {
    awaitStatus(
        status ->
            status.getUpdate().getBundle().equals(id)
                && status.getUpdate().getResult() == UpdateResult.UPDATE_REJECTED);
  }

  @Test
  void a_new_model_takes_over_and_the_one_before_comes_back_when_it_is_asked_for() {
    install(releases.bundle("two", 1));
    awaitModel("two");
    install(releases.bundle("three", 2));
    awaitModel("three");
    store.fallBack("asked for");
    awaitModel("two");
    requireOneCommandForEach();
  }

  @Test
  void a_model_that_misses_its_golden_commands_or_does_not_load_is_not_taken() {
    install(
        releases.bundle(
            "missing",
            1,
            tiny ->
                tiny.manifest(
                    manifest -> ((ObjectNode) manifest.get("golden").get(0)).putArray("calls"))));
    awaitRejected("missing");
    install(
        releases.bundle(
            "crashing", 1, tiny -> tiny.consistently("decoder.onnx", new byte[] {8, 1, 2, 3})));
    awaitRejected("crashing");
    requireOneCommandForEach();
    assertEquals(0, store.state().getRollbackCounter());
  }

  @Test
  void an_installation_that_is_killed_at_any_write_leaves_a_model_that_answers() {
    Path file = releases.bundle("two", 1);
    Path models = folder.resolve("models");
    int steps = 0;
    while (releases.installedInPart(models, file, steps)) {
      assertEquals("", store.state().getUpdate().getReason());
      steps++;
    }
    assertTrue(steps > 20, "only " + steps + " steps");
    awaitModel("two");
    requireOneCommandForEach();
  }

  @Test
  void what_somebody_else_signed_or_is_cut_off_is_not_taken() throws IOException {
    Path foreign =
        new Releases(Files.createDirectory(folder.resolve("other"))).bundle("foreign", 1);
    assertThrows(UpdateException.class, () -> install(foreign));
    byte[] whole = Files.readAllBytes(releases.bundle("cut", 1));
    Path cut = Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
    assertThrows(UpdateException.class, () -> install(cut));
    requireOneCommandForEach();
  }

  @Test
  void a_bundle_comes_over_mqtt_although_chunks_are_damaged_doubled_and_out_of_order()
      throws Exception {
    byte[] file = Files.readAllBytes(releases.bundle("sent", 1));
    OfferedFile sent = new OfferedFile("sent", file, 16 << 10);
    int chunks = sent.chunks();
    broker.deliver(topic("model/offer"), sent.offer().toByteArray());
    awaitProgress(0);
    for (int index = 0; index < chunks; index++) {
      ModelChunk good = sent.chunk(index);
      deliver(good.toBuilder().setCrc32(good.getCrc32() + 1).build());
      deliver(sent.chunk(Math.min(index + 1, chunks - 1)).toBuilder().setIndex(index + 1).build());
      deliver(good);
      deliver(good);
      awaitProgress(index + 1);
    }
    awaitModel("sent");
    requireOneCommandForEach();
  }

  private void deliver(ModelChunk chunk) {
    broker.deliver(topic("model/chunk"), chunk.toByteArray());
  }

  private void awaitProgress(int next) {
    awaitLong()
        .until(
            () ->
                published("model/progress", ModelProgress.parser()).stream()
                    .anyMatch(
                        progress ->
                            progress.getState() == TransferState.TRANSFER_INSTALLED
                                || progress.getNext() >= next));
  }

  private <T> List<T> published(String end, Parser<T> parser) {
    return broker.published(topic(end)).stream()
        .map(publication -> parse(publication.payload().getBytes(), parser))
        .toList();
  }

  private static <T> T parse(byte[] payload, Parser<T> parser) {
    try {
      return parser.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String topic(String end) {
    return "voxbus/car/" + end;
  }
}
