package io.voxbus.module.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.Releases;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateAgentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AgentTopics TOPICS = new AgentTopics("voxbus-model");

  @TempDir private Path folder;
  private final List<UpdateAgent.Said> said = new ArrayList<>();
  private Releases releases;
  private ModelStore store;
  private UpdateAgent agent;

  @BeforeEach
  void open() throws IOException {
    releases = new Releases(folder);
    store = ModelStore.open(folder.resolve("models"), TinyBundle.folder(), Catalogue.standard());
    Files.createDirectories(store.places().inbox());
    agent =
        new UpdateAgent(
            TOPICS,
            store,
            releases.trusted(),
            InstantSource.fixed(Instant.ofEpochMilli(1234)),
            said::add);
  }

  private void take(String topic, String message) {
    agent.take(topic, message.getBytes(StandardCharsets.UTF_8));
  }

  private void desire(String activity, String bundle, String config) {
    take(
        TOPICS.desiredState(),
        """
        {"activityId": "%s", "timestamp": 1, "payload": {"domains": [{"id": "voxbus-model",
          "components": [{"id": "cabin", "version": "%s", "config": [%s]}]}]}}
        """
            .formatted(activity, bundle, config));
  }

  private static String file(String name) {
    return "{\"key\": \"file\", \"value\": \"%s\"}".formatted(name);
  }

  private void command(String activity, String command) {
    take(
        TOPICS.command(),
        """
        {"activityId": "%s", "timestamp": 1, "payload": {"command": "%s", "baseline": "*"}}
        """
            .formatted(activity, command));
  }

  private void bring(Path file) throws IOException {
    Files.copy(file, store.places().inbox().resolve(file.getFileName().toString()));
  }

  /** What the service does within a second. */
  private void proveItself() {
    store.tryPending();
    store.takeOver();
    agent.changed();
  }

  private static JsonNode payload(UpdateAgent.Said message) {
    try {
      JsonNode envelope = JSON.readTree(message.payload());
      assertTrue(envelope.path("timestamp").isIntegralNumber());
      assertTrue(envelope.path("activityId").isTextual());
      return envelope.path("payload");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JsonNode> feedback() {
    return said.stream()
        .filter(message -> message.topic().equals("voxbusmodelupdate/desiredstatefeedback"))
        .map(UpdateAgentTest::payload)
        .toList();
  }

  private List<String> statuses() {
    return feedback().stream().map(each -> each.path("status").asText()).toList();
  }

  private String lastMessage() {
    List<JsonNode> all = feedback();
    return all.get(all.size() - 1).path("message").asText();
  }

  @Test
  void aDomainWithOtherCharactersIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new AgentTopics("a/b"));
    assertThrows(IllegalArgumentException.class, () -> new AgentTopics(""));
  }

  @Test
  void aDomainThatEndsWithUpdateKeepsItsName() {
    assertEquals("selfupdate/currentstate", new AgentTopics("self-update").currentState());
  }

  @Test
  void aMessageWithoutActivityCannotBeAnswered() {
    assertThrows(AgentException.class, () -> take(TOPICS.desiredState(), "{}"));
    assertThrows(AgentException.class, () -> take(TOPICS.desiredState(), "{"));
    assertThrows(AgentException.class, () -> command("a", "DANCE"));
    assertEquals(List.of(), said);
  }

  @Test
  void aDesiredStateWithoutAWayToItIsNotIdentified() {
    desire("a", "two", "");
    desire("b", "two", file("../two.voxbundle"));
    take(TOPICS.desiredState(), "{\"activityId\": \"c\", \"payload\": {\"domains\": []}}");
    assertEquals(3, statuses().stream().filter("IDENTIFICATION_FAILED"::equals).count());
  }

  @Test
  void aFileThatIsNotThereIsNotDownloaded() {
    desire("a", "two", file("two.voxbundle"));
    command("a", "DOWNLOAD");
    command("a", "CLEANUP");
    assertEquals(
        List.of(
            "IDENTIFYING",
            "IDENTIFIED",
            "DOWNLOADING",
            "DOWNLOAD_FAILURE",
            "CLEANUP",
            "CLEANUP_SUCCESS"),
        statuses());
  }

  @Test
  void aFileWithAnotherHashIsNotDownloaded() throws IOException {
    bring(releases.bundle("two", 1));
    desire("a", "two", file("two.voxbundle") + ", {\"key\": \"sha256\", \"value\": \"ab\"}");
    command("a", "DOWNLOAD");
    assertTrue(lastMessage().contains("SHA-256"), lastMessage());
  }

  @Test
  void aBundleOfSomebodyElseIsNotInstalled() throws IOException {
    bring(new Releases(Files.createDirectory(folder.resolve("other"))).bundle("two", 1));
    desire("a", "two", file("two.voxbundle"));
    command("a", "DOWNLOAD");
    command("a", "UPDATE");
    assertEquals("UPDATE_FAILURE", statuses().get(statuses().size() - 1));
    assertTrue(lastMessage().contains("signed"), lastMessage());
  }

  @Test
  void aFileWithAnotherBundleIsNotInstalled() throws IOException {
    bring(releases.bundle("three", 1));
    desire("a", "two", file("three.voxbundle"));
    command("a", "UPDATE");
    assertTrue(lastMessage().contains("has bundle three"), lastMessage());
    assertFalse(store.tryPending().isPresent());
  }

  @Test
  void aBundleThatDoesNotProveItselfIsNotActivated() throws IOException {
    bring(releases.bundle("two", 1));
    desire("a", "two", file("two.voxbundle"));
    command("a", "UPDATE");
    command("a", "ACTIVATE");
    store.reject("a golden command came out otherwise");
    agent.changed();
    assertEquals("ACTIVATION_FAILURE", statuses().get(statuses().size() - 1));
    assertTrue(lastMessage().contains("golden"), lastMessage());
  }

  @Test
  void stepsOfAnOperationThatNobodyKnowsFailAndItCanBeEnded() {
    command("a", "UPDATE");
    command("a", "CLEANUP");
    assertEquals(List.of("UPDATE_FAILURE", "CLEANUP_SUCCESS"), statuses());
  }

  @Test
  void aBundleTakesOverStepByStepAndItsFileIsDeleted() throws IOException {
    bring(releases.bundle("two", 1));
    desire("a", "two", file("two.voxbundle"));
    command("a", "DOWNLOAD");
    command("a", "UPDATE");
    command("a", "ACTIVATE");
    proveItself();
    command("a", "CLEANUP");
    assertEquals(
        List.of(
            "IDENTIFYING",
            "IDENTIFIED",
            "DOWNLOADING",
            "DOWNLOAD_SUCCESS",
            "UPDATING",
            "UPDATE_SUCCESS",
            "ACTIVATING",
            "ACTIVATION_SUCCESS",
            "CLEANUP",
            "CLEANUP_SUCCESS"),
        statuses());
    JsonNode action = feedback().get(7).path("actions").path(0);
    assertEquals("voxbus-model:cabin", action.path("component").path("id").asText());
    assertEquals("two", action.path("component").path("version").asText());
    assertEquals("ACTIVATION_SUCCESS", action.path("status").asText());
    assertFalse(Files.exists(store.places().inbox().resolve("two.voxbundle")));
  }

  @Test
  void whatIsThereAlreadyNeedsNoAction() throws IOException {
    bring(releases.bundle("two", 1));
    desire("a", "two", file("two.voxbundle"));
    command("a", "UPDATE");
    proveItself();
    desire("b", "two", "");
    JsonNode last = feedback().get(feedback().size() - 1);
    assertEquals("IDENTIFIED", last.path("status").asText());
    assertEquals(0, last.path("actions").size());
  }

  @Test
  void theBundleBeforeIsReachedWithoutAFile() throws IOException {
    String before = store.places().id(store.state().getActive());
    bring(releases.bundle("two", 1));
    desire("a", "two", file("two.voxbundle"));
    command("a", "UPDATE");
    proveItself();
    desire("b", before, "");
    command("b", "DOWNLOAD");
    command("b", "UPDATE");
    command("b", "ACTIVATE");
    assertEquals("ACTIVATION_SUCCESS", statuses().get(statuses().size() - 1));
    assertEquals(before, store.places().id(store.state().getActive()));
  }

  @Test
  void theManagerMayTakeAnUpdateBack() throws IOException {
    String before = store.places().id(store.state().getActive());
    bring(releases.bundle("two", 1));
    desire("a", "two", file("two.voxbundle"));
    command("a", "UPDATE");
    proveItself();
    command("a", "ROLLBACK");
    assertEquals("ROLLBACK_SUCCESS", statuses().get(statuses().size() - 1));
    assertEquals(before, store.places().id(store.state().getActive()));
  }

  @Test
  void theCurrentStateIsKeptByTheBrokerAndNamesTheBundle() {
    take(TOPICS.currentStateGet(), "{\"activityId\": \"a\", \"timestamp\": 1}");
    UpdateAgent.Said message = said.get(0);
    assertEquals("voxbusmodelupdate/currentstate", message.topic());
    assertTrue(message.retained());
    JsonNode node = payload(message).path("softwareNodes").path(0);
    assertEquals("voxbus-model:model", node.path("id").asText());
    assertEquals(store.places().id(store.state().getActive()), node.path("version").asText());
    assertEquals("DATA", node.path("type").asText());
  }
}
