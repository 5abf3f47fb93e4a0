package io.voxbus.module.speech;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.module.speech.TranscriptMessage.Delivery;
import io.voxbus.module.speech.TranscriptOutcome.Accepted;
import io.voxbus.module.speech.TranscriptOutcome.Ignored;
import io.voxbus.module.speech.TranscriptOutcome.IgnoredBecause;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.proto.v1.Alternative;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TranscriptSigningTest {
  private static final SigningKeys KEYS = Keys.of("k1 " + Keys.SECRET);

  private final TranscriptSigning signing = new TranscriptSigning(KEYS, "car");
  private final ManualClock clock = new ManualClock();
  private final TranscriptReader reader =
      new TranscriptReader(SpeechLimits.STANDARD, clock, clock, Optional.of(signing));

  @Test
  void unsignedTranscriptIsUnauthenticated() {
    assertUnauthenticated("a", read(sound("a").build()));
  }

  @Test
  void transcriptSignedByAnotherKeyIsUnauthenticated() {
    TranscriptSigning stranger = new TranscriptSigning(Keys.of("k1 " + Keys.OTHER_SECRET), "car");
    assertUnauthenticated("a", read(stranger.sign(sound("a").build())));
  }

  @Test
  void transcriptForAnotherVehicleIsUnauthenticated() {
    assertUnauthenticated("a", read(new TranscriptSigning(KEYS, "bus").sign(sound("a").build())));
  }

  @Test
  void everyFieldThatIsChangedAfterSigningIsNoticed() {
    Map<String, Consumer<Transcript.Builder>> changes =
        Map.ofEntries(
            Map.entry("id", t -> t.setId("b")),
            Map.entry("text", t -> t.setText("shut it")),
            Map.entry("confidence", t -> t.setConfidence(0.94)),
            Map.entry("no confidence", t -> t.clearConfidence()),
            Map.entry("locale", t -> t.setLocale("en-GB")),
            Map.entry("speaker", t -> t.setSpeaker(Seat.SEAT_DRIVER)),
            Map.entry("session", t -> t.setSession("s-5")),
            Map.entry("spoken_at_ms", t -> t.setSpokenAtMs(t.getSpokenAtMs() + 1)),
            Map.entry("no final", t -> t.clearFinal()),
            Map.entry("no alternative", t -> t.clearAlternatives()),
            Map.entry("one more alternative", t -> t.addAlternatives(t.getAlternatives(0))),
            Map.entry("an alternative's text", t -> t.getAlternativesBuilder(0).setText("no")),
            Map.entry(
                "an alternative's confidence", t -> t.getAlternativesBuilder(0).setConfidence(1)),
            Map.entry("key_id", t -> t.setKeyId("k2")),
            Map.entry("signature", t -> t.setSignature(ByteString.copyFrom(new byte[32]))));
    for (Map.Entry<String, Consumer<Transcript.Builder>> change : changes.entrySet()) {
      Transcript.Builder altered = signed("a").toBuilder();
      change.getValue().accept(altered);
      Refused refused = assertInstanceOf(Refused.class, read(altered.build()), change.getKey());
      assertEquals(Outcome.OUTCOME_UNAUTHENTICATED, refused.outcome(), change.getKey());
    }
  }

  @Test
  void wordsThatMoveFromOneFieldToTheNextAreNoticed() {
    Transcript whole = signing.sign(sound("a").setText("open").setSession("it").build());
    Transcript moved = whole.toBuilder().setText("openit").setSession("").build();
    assertUnauthenticated("a", read(moved));
  }

  @Test
  void signedTranscriptWithoutATimeIsUnauthenticated() {
    assertUnauthenticated("a", read(signing.sign(sound("a").clearSpokenAtMs().build())));
  }

  @Test
  void hermesFormIsUnauthenticated() {
    String hermes = "{\"text\":\"open it\",\"siteId\":\"driver\",\"likelihood\":1}";
    Refused refused = assertInstanceOf(Refused.class, reader.read(json(hermes)));
    assertEquals(Outcome.OUTCOME_UNAUTHENTICATED, refused.outcome());
  }

  @Test
  void replayedTranscriptIsUnauthenticatedAndTooOldAfterTenSeconds() {
    Transcript transcript = signed("a");
    assertInstanceOf(Accepted.class, read(transcript));
    assertUnauthenticated("a", read(transcript));
    clock.advance(SpeechLimits.STANDARD.rememberFor());
    Refused refused = assertInstanceOf(Refused.class, read(transcript));
    assertEquals(Outcome.OUTCOME_TOO_OLD, refused.outcome());
  }

  @Test
  void deliveryThatTheBrokerRepeatsIsNoReplay() {
    Transcript transcript = signed("a");
    read(transcript);
    TranscriptMessage again =
        new TranscriptMessage(
            transcript.toByteString(), TranscriptFormat.PROTOBUF, new Delivery(false, true, false));
    assertEquals(new Ignored("a", IgnoredBecause.REDELIVERED), reader.read(again));
  }

  @Test
  void forgedTranscriptDoesNotUseUpTheIdOfTheTrueOne() {
    read(sound("a").build());
    assertInstanceOf(Accepted.class, read(signed("a")));
  }

  @Test
  void signedTranscriptIsTakenInBothForms() throws InvalidProtocolBufferException {
    assertInstanceOf(Accepted.class, read(signed("a")));
    assertInstanceOf(Accepted.class, reader.read(json(JsonFormat.printer().print(signed("b")))));
  }

  @Test
  void withoutAKeyASignatureIsNotLookedAt() {
    TranscriptReader open = new TranscriptReader(SpeechLimits.STANDARD, clock, clock);
    Transcript transcript = sound("a").setSignature(ByteString.copyFrom(new byte[32])).build();
    assertInstanceOf(Accepted.class, open.read(protobuf(transcript)));
  }

  /** Computed by the modules hmac and struct of Python 3.11, from the rules in transcript.proto. */
  @Test
  void signatureIsTheOneThatAnotherLanguageComputes() {
    Transcript transcript =
        sound("u-17")
            .setText("set the driver side to 21.5 degrees")
            .setSpokenAtMs(1_784_021_400_000L)
            .build();
    assertEquals(
        "48f14fb9e3d52fe598d3c26c3fdd4bd3fe048dffdc55405e423b4f3103848b34",
        HexFormat.of().formatHex(signing.sign(transcript).getSignature().toByteArray()));
  }

  @Test
  void idsMustBeRememberedForLongerThanSpeechIsFresh() {
    SpeechLimits forgetful = SpeechLimits.STANDARD.withAge(Duration.ofMinutes(10));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TranscriptReader(forgetful, clock, clock, Optional.of(signing)));
  }

  @Test
  void detailRepeatsNeitherTextNorKey() {
    Refused refused = assertInstanceOf(Refused.class, read(sound("a").build()));
    assertFalse(refused.detail().contains("drivers eye"));
    assertFalse(refused.detail().contains(Keys.SECRET));
  }

  private Transcript signed(String id) {
    return signing.sign(sound(id).build());
  }

  private Transcript.Builder sound(String id) {
    return Transcript.newBuilder()
        .setId(id)
        .setText("open it")
        .setConfidence(0.93)
        .setLocale("en-US")
        .setSpeaker(Seat.SEAT_PASSENGER)
        .setSession("s-4")
        .setSpokenAtMs(clock.millis())
        .setFinal(true)
        .addAlternatives(Alternative.newBuilder().setText("set the drivers eye"));
  }

  private TranscriptOutcome read(Transcript transcript) {
    return reader.read(protobuf(transcript));
  }

  private static TranscriptMessage protobuf(Transcript transcript) {
    return new TranscriptMessage(
        transcript.toByteString(), TranscriptFormat.PROTOBUF, Delivery.DIRECT);
  }

  private static TranscriptMessage json(String json) {
    return new TranscriptMessage(
        ByteString.copyFrom(json, UTF_8), TranscriptFormat.JSON, Delivery.DIRECT);
  }

  private static void assertUnauthenticated(String id, TranscriptOutcome outcome) {
    Refused refused = assertInstanceOf(Refused.class, outcome);
    assertEquals(id, refused.id());
    assertEquals(Outcome.OUTCOME_UNAUTHENTICATED, refused.outcome());
  }
}
