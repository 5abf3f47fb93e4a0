package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.observe.Observation;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.TranscriptFormat;
import io.voxbus.proto.v1.Transcript;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a broker: what is published waits. */
class TranscriptIntakeTest {
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aTranscriptWithoutCommandsStandsInTheJournalWhenItIsAcknowledged() {
    List<Boolean> noted = new CopyOnWriteArrayList<>();
    take(() -> noted.add(journal().contains("chatter")));
    await().until(() -> !noted.isEmpty());
    assertEquals(List.of(true), noted);
  }

  private void take(Runnable acknowledged) {
    byte[] payload =
        Transcript.newBuilder().setId("chatter").setText("what a lovely day").build().toByteArray();
    InboundMessage message =
        new InboundMessage("topic", Buffer.buffer(payload), false, false, false, acknowledged);
    vertx.runOnContext(
        start ->
            wiring()
                .wire(vertx.createSharedWorkerExecutor("model", 1))
                .intake()
                .take(message, TranscriptFormat.PROTOBUF));
  }

  private Wiring wiring() {
    Understanding understanding =
        new Understanding(
            (text, context) -> new Resolution(List.of(), List.of("<vc_end>"), 0.9),
            new Manifest.Thresholds(0.5, 0.3, 0, 0),
            "fake",
            "0".repeat(64),
            () -> {});
    return new Wiring(
        vertx,
        ServiceConfiguration.standard(new BrokerAddress("127.0.0.1", 1), BOARD, Path.of("none"))
            .withState(folder),
        new ServiceParts(Catalogue.standard(), understanding, CallPreparation.read(BOARD)),
        Observation.metricsOnly(OptionalLong::empty),
        InstantSource.system());
  }

  private String journal() {
    try {
      return Files.readString(folder.resolve("journal"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
