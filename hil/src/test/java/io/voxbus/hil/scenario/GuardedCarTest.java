package io.voxbus.hil.scenario;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import io.voxbus.hil.peer.GuardedBroker;
import io.voxbus.hil.peer.MosquittoSubscriber;
import io.voxbus.module.app.ServiceConfiguration.Keys;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.module.speech.TranscriptSigning;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Transcript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Only what the recogniser published, and signed, and once, reaches the bus. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedCarTest {
  private static final String RECOGNISER = "recogniser";
  private static final String TRANSCRIPT = "voxbus/car/transcript";

  private final GuardedBroker broker;
  private final TranscriptSigning signing;
  private final TranscriptSigning forger;
  private final Car car;
  private final MosquittoSubscriber headUnit;
  private int proper;

  GuardedCarTest(@TempDir Path folder) throws Exception {
    broker = GuardedBroker.start(folder);
    SigningKeys transcripts = broker.key("k1", "5c");
    SigningKeys commands = broker.key("k2", "e2");
    signing = new TranscriptSigning(transcripts, "car");
    forger = new TranscriptSigning(broker.key("k1", "a7"), "car");
    car =
        Car.of(
            Car.bridge(broker.address("bridge"), "car").withKeys(commands),
            Car.service(broker.address("service"), "car")
                .withKeys(new Keys(Optional.of(transcripts), Optional.of(commands))));
    headUnit = broker.subscribe("head-unit", "voxbus/car/response");
  }

  @AfterAll
  void stop() throws Exception {
    headUnit.close();
    car.close();
    broker.close();
  }

  @Test
  void aClientWithoutACertificateReachesNothing() throws Exception {
    assertNotEquals(0, broker.publishAnonymously(TRANSCRIPT, signed("anonymous")));
    assertOnlyProperOnesAreCarriedOut();
  }

  @Test
  void aClientOfAnotherAuthorityReachesNothing() throws Exception {
    assertNotEquals(0, broker.publishAsStranger(RECOGNISER, TRANSCRIPT, signed("stranger")));
    assertOnlyProperOnesAreCarriedOut();
  }

  @Test
  void aClientOfAnotherRoleReachesNothing() throws Exception {
    assertEquals(0, broker.publish("vehicle", TRANSCRIPT, signed("vehicle")));
    assertOnlyProperOnesAreCarriedOut();
    assertEquals(0, answers("vehicle"));
  }

  @Test
  void anUnsignedTranscriptIsUnauthenticated() throws Exception {
    publish(transcript("unsigned").toByteArray());
    assertOnlyProperOnesAreCarriedOut();
    assertUnauthenticated("unsigned");
  }

  @Test
  void aForgedTranscriptIsUnauthenticated() throws Exception {
    publish(forger.sign(transcript("forged")).toByteArray());
    assertOnlyProperOnesAreCarriedOut();
    assertUnauthenticated("forged");
  }

  @Test
  void aReplayedTranscriptIsUnauthenticatedAndCarriedOutOnce() throws Exception {
    byte[] once = signed("proper-replayed");
    publish(once);
    publish(once);
    assertOnlyProperOnesAreCarriedOut();
    assertUnauthenticated("proper-replayed");
    assertEquals(1, car.executed().stream().filter("proper-replayed/0"::equals).count());
  }

  @Test
  void theHermesFormIsUnauthenticated() throws Exception {
    long before = car.counted("transcripts_unauthenticated");
    String hermes = "{\"text\": \"%s\", \"siteId\": \"driver\"}".formatted(PhraseBook.WARMER);
    byte[] payload = hermes.getBytes(StandardCharsets.UTF_8);
    assertEquals(0, broker.publish(RECOGNISER, TRANSCRIPT + "/json", payload));
    await().until(() -> car.counted("transcripts_unauthenticated") > before);
    assertOnlyProperOnesAreCarriedOut();
  }

  @Test
  void aSignedTranscriptInJsonIsCarriedOut() throws Exception {
    String json = JsonFormat.printer().print(signing.sign(transcript("proper-json")));
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    assertEquals(0, broker.publish(RECOGNISER, TRANSCRIPT + "/json", payload));
    await().until(() -> car.executed().contains("proper-json/0"));
  }

  /** Broker, service and bridge keep the order: what came before would be on the bus by then. */
  private void assertOnlyProperOnesAreCarriedOut() throws Exception {
    String id = "proper-" + proper++;
    publish(signed(id));
    await().until(() -> car.executed().contains(id + "/0"));
    assertTrue(
        car.executed().stream().allMatch(each -> each.startsWith("proper-")),
        car.executed()::toString);
  }

  private void assertUnauthenticated(String id) {
    await().until(() -> answered(id, Outcome.OUTCOME_UNAUTHENTICATED));
    assertTrue(car.counted("transcripts_unauthenticated") > 0);
  }

  private boolean answered(String id, Outcome outcome) {
    return Messages.responses(headUnit.payloads()).stream()
        .anyMatch(each -> each.getTranscriptId().equals(id) && each.getOutcome() == outcome);
  }

  private long answers(String id) {
    return Messages.responses(headUnit.payloads()).stream()
        .filter(each -> each.getTranscriptId().equals(id))
        .count();
  }

  private void publish(byte[] payload) throws Exception {
    assertEquals(0, broker.publish(RECOGNISER, TRANSCRIPT, payload));
  }

  private byte[] signed(String id) {
    return signing.sign(transcript(id)).toByteArray();
  }

  private static Transcript transcript(String id) {
    return Messages.transcript(id, PhraseBook.WARMER).build();
  }
}
