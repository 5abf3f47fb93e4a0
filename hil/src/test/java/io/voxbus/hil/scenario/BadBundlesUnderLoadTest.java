package io.voxbus.hil.scenario;

import static io.voxbus.hil.scenario.UpdatedService.awaitShort;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.update.Releases;
import io.voxbus.proto.v1.ModelProgress;
import io.voxbus.proto.v1.TransferState;
import io.voxbus.proto.v1.UpdateResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles that must not be taken come over a real broker while fifty transcripts a second are said
 * to the service's process. Each time it goes on with the model that it has, and of all that was
 * said nothing is lost and nothing is done twice.
 */
@Timeout(180)
class BadBundlesUnderLoadTest {
  @TempDir private Path folder;
  private UpdatedService service;

  @BeforeEach
  void begin() throws Exception {
    service = new UpdatedService(folder);
    take("good", 1);
  }

  @AfterEach
  void end() {
    service.close();
  }

  private void take(String id, long counter) throws Exception {
    service.sender().send(service.releases().bundle(id, counter));
    awaitShort().until(() -> service.hasTakenOver(id));
  }

  private void requireRejected(String id, Consumer<TinyBundle> damage) throws Exception {
    service.sender().send(service.releases().bundle(id, 2, damage));
    awaitShort().until(() -> service.cameTo(id, UpdateResult.UPDATE_REJECTED));
    assertEquals("good", service.model());
  }

  private void requireRefused(Path file, String because) throws Exception {
    service.sender().send(file);
    awaitShort().until(() -> !service.sender().refused().isEmpty());
    ModelProgress refused = service.sender().refused().remove();
    assertEquals(TransferState.TRANSFER_FAILED, refused.getState());
    assertTrue(refused.getReason().contains(because), refused::toString);
    assertEquals("good", service.model());
  }

  /** After it a good one is taken, and the one before comes back when it is asked for. */
  private void requireUnharmed() throws Exception {
    take("better", 2);
    service.store().fallBack("asked for");
    awaitShort().until(() -> service.model().equals("good"));
    service.load().requireOneAnswerAndOneCommandForEach();
  }

  @Test
  void one_that_misses_its_golden_commands_is_rejected() throws Exception {
    requireRejected(
        "missing",
        tiny ->
            tiny.manifest(
                manifest -> ((ObjectNode) manifest.get("golden").get(0)).putArray("calls")));
    requireUnharmed();
  }

  @Test
  void one_whose_graph_cannot_be_loaded_is_rejected() throws Exception {
    requireRejected("crashing", tiny -> tiny.consistently("decoder.onnx", new byte[] {8, 1, 2, 3}));
    requireUnharmed();
  }

  @Test
  void one_that_somebody_else_signed_is_refused() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    requireRefused(new Releases(elsewhere).bundle("foreign", 2), "sign");
    requireUnharmed();
  }

  @Test
  void one_that_is_cut_off_is_refused() throws Exception {
    byte[] whole = Files.readAllBytes(service.releases().bundle("cut", 2));
    Path half = folder.resolve("half.voxbundle");
    requireRefused(Files.write(half, Arrays.copyOf(whole, whole.length / 2)), "cut off");
    requireUnharmed();
  }

  @Test
  void one_whose_sender_goes_away_in_the_middle_gives_way_to_the_next() throws Exception {
    service.sender().sendInPart(service.releases().bundle("half-sent", 2), 1);
    awaitShort().until(() -> service.sender().askedForMore());
    assertEquals("good", service.model());
    service.sender().sendAll();
    requireUnharmed();
  }
}
