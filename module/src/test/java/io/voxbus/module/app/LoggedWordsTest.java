package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.FaultEndpoint;
import io.voxbus.module.observe.Logs;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.proto.v1.Transcript;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a whole run logs of what was said: nothing, unless it is asked for. */
class LoggedWordsTest {
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");
  private static final String SAID = "drive me to my secret doctor";

  private final Vertx vertx = Vertx.vertx();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private FaultEndpoint broker;
  private VoxbusService service;

  @BeforeEach
  void start() throws Exception {
    Logs.write(true, Level.TRACE, false);
    listen();
    broker = FaultEndpoint.listen(vertx);
    Understanding understanding =
        new Understanding(
            LoggedWordsTest::understand,
            new Manifest.Thresholds(0.5, 0.3, 0, 0),
            "fake",
            "0".repeat(64),
            () -> {});
    service =
        VoxbusService.start(
                vertx,
                ServiceConfiguration.standard(broker.address(), BOARD, Path.of("none")),
                understanding)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    Logs.onlyErrors();
    broker.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aWholeRunAtTheFinestLevelLogsNoWord() throws Exception {
    runEverything();
    assertTrue(lines().contains("a transcript could not be worked on"), lines());
    assertTrue(lines().contains("java.lang.IllegalStateException"), lines());
    assertFalse(lines().contains("doctor"), lines());
  }

  @Test
  void eachAnsweredTranscriptHasOneLineWithItsIdAndItsFunctions() throws Exception {
    runEverything();
    List<String> answered =
        logged.list.stream()
            .filter(event -> event.getMessage().equals("answered"))
            .map(event -> event.getKeyValuePairs().toString())
            .map(pairs -> pairs.replaceAll(", ms=.*|]$", ""))
            .toList();
    assertEquals(
        List.of(
            "[transcript=\"failing\", outcome=\"OUTCOME_INTERNAL_ERROR\", functions=\"\"",
            "[transcript=\"old\", outcome=\"OUTCOME_TOO_OLD\", functions=\"\"",
            "[transcript=\"\", outcome=\"OUTCOME_MALFORMED\", functions=\"\"",
            "[transcript=\"failing\", outcome=\"OUTCOME_DUPLICATE\", functions=\"\"",
            "[transcript=\"done\", outcome=\"OUTCOME_ASKED\", functions=\"control_window\""),
        answered);
  }

  @Test
  void whoAsksForTheTextGetsItOnALineOfItsOwn() throws Exception {
    Logs.write(true, Level.INFO, true);
    listen();
    say("done", "open my window " + SAID + "\nand more");
    assertTrue(lines().contains("heard [transcript=\"done\", text=\"open my window"), lines());
    assertFalse(lines().contains("doctor\nand more"), lines());
  }

  private void listen() {
    logged.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(logged);
  }

  private void runEverything() throws Exception {
    say("failing", SAID);
    publish(transcript("old", SAID).setSpokenAtMs(1).build().toByteArray());
    awaitResponses(2);
    publish(("{" + SAID).getBytes(StandardCharsets.UTF_8));
    awaitResponses(3);
    publish(transcript("failing", SAID).build().toByteArray());
    awaitResponses(4);
    publish(transcript("done", "window " + SAID).build().toByteArray());
    awaitResponses(5);
    service.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void say(String id, String text) {
    publish(transcript(id, text).build().toByteArray());
    awaitResponses(1);
  }

  private void publish(byte[] payload) {
    broker.deliver("voxbus/car/transcript", payload);
  }

  private void awaitResponses(int count) {
    await().until(() -> broker.published("voxbus/car/response").size() == count);
  }

  private static Transcript.Builder transcript(String id, String text) {
    return Transcript.newBuilder()
        .setId(id)
        .setText(text)
        .setSpokenAtMs(System.currentTimeMillis());
  }

  private String lines() {
    return logged.list.stream().map(LoggedWordsTest::line).collect(Collectors.joining("\n"));
  }

  private static String line(ILoggingEvent event) {
    return event.getFormattedMessage()
        + " "
        + event.getKeyValuePairs()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  private static Resolution understand(String text, List<Call> context) {
    if (!text.contains("window")) {
      throw new IllegalStateException("cannot read: " + text);
    }
    Call call =
        Call.of(
            Catalogue.standard(), "control_window", Map.of("action", "open", "area", "speaker"));
    return new Resolution(List.of(call), List.of("<vc_24>", "<vc_end>"), 0.9);
  }
}
