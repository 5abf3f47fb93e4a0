package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.demo.VoxbusBench;
import io.voxbus.hil.peer.ServeProcess;
import io.voxbus.module.app.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundle of the repository, signed and sent over a broker to a service that is a process of its
 * own.
 */
class ModelOverTheAirTest {
  private static final String MODEL = Path.of("..", "module", "model").toString();

  @TempDir private Path folder;

  /** What a command printed; it must end well. */
  private String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), stream, stream, false);
    int code = VoxbusBench.run(terminal, arguments);
    String printed = out.toString(StandardCharsets.UTF_8);
    assertEquals(0, code, printed);
    return printed;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private ServeProcess serve(EmbeddedBroker broker, String log) throws IOException {
    return ServeProcess.start(
        broker.port(), folder.resolve(log), "--models", at("models"), "--trust", at("key.pub"));
  }

  private void release() {
    run("model", "keygen", "-o", at("key"));
    run("model", "build", MODEL, "-o", at("next"), "--counter", "1", "--delta-from", MODEL);
    run("model", "sign", at("next"), "--key", at("key"));
  }

  private String list() {
    return run("model", "list", "--models", at("models"), "--model", MODEL);
  }

  private static void awaitReady(ServeProcess service) {
    await().atMost(Duration.ofMinutes(2)).until(() -> service.get("/readyz").startsWith("200"));
  }

  @Test
  void aDeltaThatIsSentTakesOverAndIsStillThereAfterTheProcessWasKilled() throws Exception {
    release();
    try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT)) {
      try (ServeProcess service = serve(broker, "first.log")) {
        awaitReady(service);
        String sent =
            run(
                "model",
                "send",
                at("next"),
                "--broker",
                broker.uri(),
                "--vehicle",
                "watched",
                "--chunk",
                "1024");
        assertTrue(sent.contains("installed"), sent);
        await().atMost(Duration.ofMinutes(2)).until(() -> list().contains("taken over"));
        await()
            .until(() -> service.metric("voxbus_model_updates_total{result=\"taken_over\"}") == 1);
      }
      try (ServeProcess service = serve(broker, "second.log")) {
        awaitReady(service);
        service.terminate();
        assertEquals(0, service.awaitEnd());
      }
    }
    assertTrue(list().lines().anyMatch(line -> line.matches("active +\\S+ in .*models/a")), list());
  }

  @Test
  void aProcessThatIsKilledAgainAndAgainSoonAfterItsStartGoesBack() throws Exception {
    release();
    Files.createDirectories(folder.resolve("models"));
    run(
        "model",
        "install",
        at("next"),
        "--models",
        at("models"),
        "--trust",
        at("key.pub"),
        "--model",
        MODEL);
    try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT)) {
      for (int start = 0; start < 4; start++) {
        try (ServeProcess service = serve(broker, start + ".log")) {
          awaitReady(service);
          await().atMost(Duration.ofMinutes(2)).until(() -> !list().contains("pending"));
        }
      }
    }
    assertTrue(list().contains("fallen back"), list());
  }
}
