package io.voxbus.hil.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each unusable transcript has its documented outcome, and the next usable one is carried out. */
@Timeout(120)
class UnusableTranscriptsTest {
  private static final EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
  private static final Car car =
      Car.at(new BrokerAddress(EmbeddedBroker.HOST, broker.port()), "unusable");

  private final Topics topics = car.topics();
  private final String id = UUID.randomUUID().toString();
  private final MqttPeer peer =
      MqttPeer.connected(broker.port(), "peer-" + id, topics.command(), topics.response());

  /**
   * @param what the case's name
   * @param json whether it is sent on the topic of JSON transcripts
   * @param payload the message
   * @param outcome what it is answered with
   */
  private record Unusable(String what, boolean json, ByteString payload, Outcome outcome) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Unusable> unusable() {
    return Stream.of(
        protobuf("empty text", said("").build(), Outcome.OUTCOME_EMPTY),
        protobuf("blank text", said(" \t ").build(), Outcome.OUTCOME_EMPTY),
        protobuf("501 characters", said("x".repeat(501)).build(), Outcome.OUTCOME_TOO_LONG),
        protobuf("100 kB of text", said("x".repeat(100_000)).build(), Outcome.OUTCOME_TOO_LONG),
        protobuf(
            "a message of 300 kB", said("x".repeat(300_000)).build(), Outcome.OUTCOME_TOO_LONG),
        protobuf("no id", said("hello").clearId().build(), Outcome.OUTCOME_MALFORMED),
        protobuf("confidence 2", said("hello").setConfidence(2).build(), Outcome.OUTCOME_MALFORMED),
        protobuf(
            "from last week",
            said(PhraseBook.RADIO_OFF).setSpokenAtMs(ago(Duration.ofDays(7))).build(),
            Outcome.OUTCOME_TOO_OLD),
        protobuf(
            "from tomorrow",
            said(PhraseBook.RADIO_OFF).setSpokenAtMs(ago(Duration.ofDays(-1))).build(),
            Outcome.OUTCOME_MALFORMED),
        protobuf(
            "in German",
            said("mach das Radio aus").setLocale("de-DE").build(),
            Outcome.OUTCOME_UNSUPPORTED_LOCALE),
        new Unusable("truncated protobuf", false, truncated(), Outcome.OUTCOME_MALFORMED),
        new Unusable("invalid UTF-8", false, invalidUtf8(), Outcome.OUTCOME_MALFORMED),
        new Unusable("nothing at all", false, ByteString.EMPTY, Outcome.OUTCOME_MALFORMED),
        json("broken JSON", "{\"id\": \"a\", \"text\": ", Outcome.OUTCOME_MALFORMED),
        json("no JSON", "turn off the radio", Outcome.OUTCOME_MALFORMED),
        json("a JSON array", "[1, 2]", Outcome.OUTCOME_MALFORMED));
  }

  @AfterEach
  void leave() throws Exception {
    peer.close();
  }

  @AfterAll
  static void stop() throws Exception {
    car.close();
    broker.close();
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void hasItsOutcomeAndTheServiceLives(Unusable unusable) throws Exception {
    String topic = unusable.json() ? topics.transcriptJson() : topics.transcript();
    peer.publish(topic, unusable.payload().toByteArray());
    peer.publish(topics.transcript(), usable().build().toByteArray());
    assertEquals(List.of(unusable.outcome(), Outcome.OUTCOME_DONE), outcomes(2));
    assertEquals(List.of(id + "/0"), commandIds());
  }

  @Test
  void anIdThatComesTwiceLeadsToOneCommand() throws Exception {
    peer.publish(topics.transcript(), usable().build().toByteArray());
    peer.await(topics.response(), 1);
    peer.publish(topics.transcript(), usable().build().toByteArray());
    assertEquals(List.of(Outcome.OUTCOME_DONE, Outcome.OUTCOME_DUPLICATE), outcomes(2));
    assertEquals(List.of(id + "/0"), commandIds());
  }

  @Test
  void anUnknownFieldChangesNothing() throws Exception {
    UnknownFieldSet.Field later =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFromUtf8("new"))
            .build();
    UnknownFieldSet fields = UnknownFieldSet.newBuilder().addField(500, later).build();
    peer.publish(topics.transcript(), usable().setUnknownFields(fields).build().toByteArray());
    assertEquals(List.of(Outcome.OUTCOME_DONE), outcomes(1));
  }

  @Test
  void anIntermediateHypothesisIsNotAnswered() throws Exception {
    Transcript.Builder unfinished = said(PhraseBook.RADIO_OFF).setFinal(false);
    peer.publish(topics.transcript(), unfinished.build().toByteArray());
    peer.publish(topics.transcript(), usable().build().toByteArray());
    List<CommandResponse> responses = Messages.responses(peer.await(topics.response(), 1));
    assertEquals(id, responses.get(0).getTranscriptId());
    assertTrue(responses.size() == 1);
  }

  private Transcript.Builder usable() {
    return Messages.transcript(id, PhraseBook.RADIO_OFF);
  }

  private List<Outcome> outcomes(int count) {
    return Messages.responses(peer.await(topics.response(), count)).stream()
        .map(CommandResponse::getOutcome)
        .toList();
  }

  private List<String> commandIds() {
    return Messages.commands(peer.on(topics.command())).stream()
        .map(CanBridgeCommand::getId)
        .toList();
  }

  private static Transcript.Builder said(String text) {
    return Messages.transcript(UUID.randomUUID().toString(), text);
  }

  private static long ago(Duration age) {
    return System.currentTimeMillis() - age.toMillis();
  }

  private static ByteString truncated() {
    byte[] whole = said(PhraseBook.RADIO_OFF).build().toByteArray();
    return ByteString.copyFrom(Arrays.copyOf(whole, whole.length / 2));
  }

  private static ByteString invalidUtf8() {
    byte[] bytes = said("????").build().toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xFF : bytes[i];
    }
    return ByteString.copyFrom(bytes);
  }

  private static Unusable protobuf(String what, Transcript transcript, Outcome outcome) {
    return new Unusable(what, false, transcript.toByteString(), outcome);
  }

  private static Unusable json(String what, String text, Outcome outcome) {
    return new Unusable(what, true, ByteString.copyFrom(text, StandardCharsets.UTF_8), outcome);
  }
}
