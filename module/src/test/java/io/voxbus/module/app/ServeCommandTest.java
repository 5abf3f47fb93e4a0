package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.voxbus.module.bridge.FaultEndpoint;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.proto.v1.ModuleState;
import io.voxbus.proto.v1.ModuleStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServeCommandTest {
  private static final String BOARD = Path.of("..", "board-configs", "virtual").toString();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "serve --board /no/such",
        "serve --board BOARD --model /no/such",
        "serve --board BOARD --model MODEL --broker http://here",
        "serve --board BOARD --model MODEL --broker mqtts://here",
        "serve --board BOARD --model MODEL --broker mqtts://here --ca /no/such",
        "serve --board BOARD --model MODEL --ca /no/such",
        "serve --board BOARD --model MODEL --cert /no/such",
        "serve --board BOARD --model MODEL --key /no/such",
        "serve --board BOARD --model MODEL --cert /no/such --key /no/such",
        "serve --board BOARD --model MODEL --transcript-key /no/such",
        "serve --board BOARD --model MODEL --command-key /no/such",
        "serve --board BOARD --model MODEL --http 0",
        "serve --board BOARD --model MODEL --http 127.0.0.1",
        "serve --board BOARD --model MODEL --http 192.0.2.1:9464",
        "serve --board BOARD --model MODEL --flight-recorder 5",
        "serve --board BOARD --model MODEL --flight-recorder 10001 --http 127.0.0.1:9464",
        "serve --board BOARD --model MODEL --flight-recorder-arguments",
        "serve --board BOARD --model MODEL --log xml",
        "serve --board BOARD --model MODEL --log-level loud",
        "serve --board BOARD --model MODEL --models /tmp",
        "serve --board BOARD --model MODEL --trust /no/such",
        "serve --board BOARD --model MODEL --update-agent",
        "serve --board BOARD --model MODEL --models /no/such --trust /no/such",
        "serve --board BOARD --model MODEL --vehicle a/b",
        "serve --board BOARD --model MODEL --prefix +"
      })
  void mistakeIsToldInOneLineAndEndsWithTwo(String line) {
    String arguments =
        line.replace("BOARD", BOARD).replace("MODEL", TinyBundle.folder().toString());
    CommandRun run = CommandRun.of(arguments.split(" "));
    assertEquals(2, run.code());
    assertEquals(1, run.err().size(), run.err().toString());
    assertTrue(run.err().get(0).startsWith("voxbus serve: "), run.err().toString());
  }

  @Test
  void servesUntilItIsToldToEnd() throws Exception {
    Vertx vertx = Vertx.vertx();
    FaultEndpoint broker = FaultEndpoint.listen(vertx);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Termination termination = new Termination();
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () ->
                new CommandLine(new ServeCommand(terminal(out), () -> termination))
                    .execute(
                        "--board",
                        BOARD,
                        "--model",
                        TinyBundle.folder().toString(),
                        "--broker",
                        broker.address().toString(),
                        "--vehicle",
                        "test"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> out.toString(StandardCharsets.UTF_8).endsWith("\n"));
    assertTrue(out.toString(StandardCharsets.UTF_8).matches("ready after .* vehicle test .*\n"));
    termination.wish();
    assertEquals(0, code.get(10, TimeUnit.SECONDS));
    ModuleStatus last =
        ModuleStatus.parseFrom(broker.published("voxbus/test/status").get(1).payload().getBytes());
    assertEquals(ModuleState.STATE_OFFLINE, last.getState());
    broker.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void endsAlsoWhileTheBrokerIsAway() throws Exception {
    Vertx vertx = Vertx.vertx();
    FaultEndpoint broker = FaultEndpoint.listen(vertx);
    String address = broker.address().toString();
    broker.close();
    Termination termination = new Termination();
    termination.wish();
    int code =
        new CommandLine(new ServeCommand(terminal(new ByteArrayOutputStream()), () -> termination))
            .execute(
                "--board", BOARD,
                "--model", TinyBundle.folder().toString(),
                "--broker", address);
    assertEquals(0, code);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static Terminal terminal(ByteArrayOutputStream out) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Terminal(new ByteArrayInputStream(new byte[0]), stream, stream, false);
  }
}
