package io.voxbus.module.speech;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
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
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptReaderTest {
  private final ManualClock clock = new ManualClock();
  private final TranscriptReader reader = new TranscriptReader(SpeechLimits.STANDARD, clock, clock);

  @Test
  void truncatedProtobufIsMalformed() {
    byte[] whole = sound("a").build().toByteArray();
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      // A cut between two fields is a whole, shorter message; every other cut must be refused.
      if (!parses(part)) {
        assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(part));
      }
    }
  }

  @Test
  void invalidUtf8InProtobufIsMalformed() {
    UnknownFieldSet fields =
        UnknownFieldSet.newBuilder()
            .addField(1, bytesField(ByteString.copyFromUtf8("a")))
            .addField(2, bytesField(ByteString.copyFrom(new byte[] {'o', (byte) 0xC3, '('})))
            .build();
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(fields.toByteArray()));
  }

  @Test
  void invalidUtf8InJsonIsMalformed() {
    byte[] payload = "{\"id\":\"a\",\"text\":\"open it\"}".getBytes(UTF_8);
    payload[20] = (byte) 0xFF;
    assertOutcome(Outcome.OUTCOME_MALFORMED, json(payload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"id\":\"a\",\"text\":\"b\"} x",
        "{\"id\":\"a\",\"id\":\"b\",\"text\":\"c\"}",
        "{\"id\":\"a\",\"text\":[]}",
        "{\"id\":\"a\",\"text\":{\"no\":1}}",
        "{\"id\":\"a\",\"confidence\":\"high\"}",
        "{\"text\":\"no id\"}",
        "{\"id\":\"a\",\"text\":\"half \\ud83d pair\"}",
        "{\"id\":\"a\\nb\",\"text\":\"line break in the id\"}",
        "{\"text\":5,\"siteId\":\"default\"}"
      })
  void brokenJsonIsMalformed(String payload) {
    assertOutcome(Outcome.OUTCOME_MALFORMED, json(payload));
  }

  @Test
  void deeplyNestedJsonIsMalformed() {
    assertOutcome(Outcome.OUTCOME_MALFORMED, json("{\"x\":" + "[".repeat(100_000)));
  }

  @Test
  void messageWithoutIdIsMalformed() {
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(sound("a").clearId()));
  }

  @Test
  void idOf128CharactersIsTakenAndOneMoreIsNot() {
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("i".repeat(128)))));
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(sound("i".repeat(129))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0\u2003", "\u200b\u0000"})
  void blankTextIsEmpty(String text) {
    assertOutcome(Outcome.OUTCOME_EMPTY, protobuf(sound("a").setText(text)));
  }

  @Test
  void textOf500CharactersIsTakenAndOneMoreIsTooLong() {
    String car = "\ud83d\ude97"; // one character, two UTF-16 units
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("a").setText(car.repeat(500)))));
    assertOutcome(Outcome.OUTCOME_TOO_LONG, protobuf(sound("b").setText(car.repeat(501))));
  }

  @Test
  void hundredKilobytesOfTextAreTooLongAndKeepTheirId() {
    TranscriptOutcome outcome = reader.read(protobuf(sound("long").setText("x".repeat(100_000))));
    Refused refused = assertInstanceOf(Refused.class, outcome);
    assertEquals("long", refused.id());
    assertEquals(Outcome.OUTCOME_TOO_LONG, refused.outcome());
  }

  @Test
  void messageOverTheLimitIsTooLongWithoutBeingRead() {
    byte[] payload = new byte[SpeechLimits.STANDARD.messageBytes() + 1];
    Refused refused = assertInstanceOf(Refused.class, reader.read(protobuf(payload)));
    assertEquals(new Refused("", Outcome.OUTCOME_TOO_LONG, refused.detail()), refused);
  }

  @Test
  void retainedMessageIsRefusedUnderItsId() {
    byte[] payload = sound("r").build().toByteArray();
    TranscriptMessage message =
        new TranscriptMessage(
            ByteString.copyFrom(payload),
            TranscriptFormat.PROTOBUF,
            new Delivery(true, false, false));
    Refused refused = assertInstanceOf(Refused.class, reader.read(message));
    assertEquals("r", refused.id());
    assertEquals(Outcome.OUTCOME_RETAINED, refused.outcome());
  }

  @Test
  void retainedMessageDoesNotUseUpItsId() {
    byte[] payload = sound("r").build().toByteArray();
    reader.read(
        new TranscriptMessage(
            ByteString.copyFrom(payload),
            TranscriptFormat.PROTOBUF,
            new Delivery(true, false, false)));
    assertInstanceOf(Accepted.class, reader.read(protobuf(payload)));
  }

  @Test
  void intermediateHypothesisIsIgnoredAndDoesNotUseUpItsId() {
    assertEquals(
        new Ignored("a", IgnoredBecause.NOT_FINAL),
        reader.read(protobuf(sound("a").setFinal(false))));
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("a").setFinal(true))));
  }

  @Test
  void secondTranscriptWithAnIdIsDuplicateForTenMinutes() {
    reader.read(protobuf(sound("a")));
    clock.advance(Duration.ofMinutes(10).minusNanos(1_000_000));
    assertOutcome(Outcome.OUTCOME_DUPLICATE, protobuf(sound("a")));
    clock.advance(Duration.ofMillis(1));
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("a"))));
  }

  @Test
  void refusedTranscriptsIdIsRemembered() {
    reader.read(protobuf(sound("a").setText("")));
    assertOutcome(Outcome.OUTCOME_DUPLICATE, protobuf(sound("a")));
  }

  @Test
  void duplicateThatIsAlsoTooOldIsDuplicate() {
    Transcript.Builder transcript = sound("a").setSpokenAtMs(clock.millis());
    reader.read(protobuf(transcript));
    clock.advance(Duration.ofMinutes(1));
    assertOutcome(Outcome.OUTCOME_DUPLICATE, protobuf(transcript));
  }

  @Test
  void knownMessageThatTheBrokerDeliversAgainIsIgnored() {
    byte[] payload = sound("a").build().toByteArray();
    reader.read(protobuf(payload));
    assertEquals(
        new Ignored("a", IgnoredBecause.REDELIVERED),
        reader.read(
            new TranscriptMessage(
                ByteString.copyFrom(payload),
                TranscriptFormat.PROTOBUF,
                new Delivery(false, true, false))));
  }

  @Test
  void unknownMessageThatTheBrokerDeliversAgainIsTaken() {
    byte[] payload = sound("a").build().toByteArray();
    assertInstanceOf(
        Accepted.class,
        reader.read(
            new TranscriptMessage(
                ByteString.copyFrom(payload),
                TranscriptFormat.PROTOBUF,
                new Delivery(false, true, false))));
  }

  @Test
  void forgottenIdMayComeAgain() {
    reader.read(protobuf(sound("a")));
    reader.forget("a");
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("a"))));
  }

  @Test
  void memoryOfIdsIsBoundedAndTheOldestGoesFirst() {
    SpeechLimits three =
        new SpeechLimits(1000, Duration.ofSeconds(10), Duration.ZERO, Duration.ofMinutes(10), 3);
    TranscriptReader small = new TranscriptReader(three, clock, clock);
    List.of("a", "b", "c", "d").forEach(id -> small.read(protobuf(sound(id))));
    assertInstanceOf(Refused.class, small.read(protobuf(sound("b"))));
    assertInstanceOf(Accepted.class, small.read(protobuf(sound("a"))));
  }

  @Test
  void transcriptFromLastWeekIsTooOld() {
    long lastWeek = clock.millis() - Duration.ofDays(7).toMillis();
    assertOutcome(Outcome.OUTCOME_TOO_OLD, protobuf(sound("a").setSpokenAtMs(lastWeek)));
  }

  @Test
  void messageThatMayHaveWaitedForLongMustSayWhenItWasSpoken() {
    Delivery waited = new Delivery(false, false, true);
    assertOutcome(Outcome.OUTCOME_TOO_OLD, protobuf(sound("a"), waited));
    long now = clock.millis();
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("b").setSpokenAtMs(now), waited)));
  }

  @Test
  void ageLimitIsTenSecondsAndTheClocksMayDifferByFive() {
    long now = clock.millis();
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("a").setSpokenAtMs(now - 10_000))));
    assertOutcome(Outcome.OUTCOME_TOO_OLD, protobuf(sound("b").setSpokenAtMs(now - 10_001)));
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("c").setSpokenAtMs(now + 5_000))));
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(sound("d").setSpokenAtMs(now + 5_001)));
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(sound("e").setSpokenAtMs(-1)));
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(sound("f").setSpokenAtMs(Long.MIN_VALUE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "en", "EN", "en-US", "en_GB", "en-Latn-US"})
  void englishIsTaken(String locale) {
    assertInstanceOf(Accepted.class, reader.read(protobuf(sound("a").setLocale(locale))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "de-DE", "enm", "-US", "?"})
  void otherLanguageIsUnsupported(String locale) {
    assertOutcome(Outcome.OUTCOME_UNSUPPORTED_LOCALE, protobuf(sound("a").setLocale(locale)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void confidenceOutsideZeroToOneIsMalformed(double confidence) {
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(sound("a").setConfidence(confidence)));
  }

  @Test
  void eleventhAlternativeIsMalformed() {
    Transcript.Builder transcript = sound("a");
    IntStream.range(0, 10).forEach(i -> transcript.addAlternatives(alternative("reading")));
    assertInstanceOf(Accepted.class, reader.read(protobuf(transcript)));
    transcript.setId("b").addAlternatives(alternative("reading"));
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(transcript));
  }

  @Test
  void longAlternativeAndLongSessionAreMalformed() {
    assertOutcome(
        Outcome.OUTCOME_MALFORMED,
        protobuf(sound("a").addAlternatives(alternative("x".repeat(501)))));
    assertOutcome(Outcome.OUTCOME_MALFORMED, protobuf(sound("b").setSession("s".repeat(129))));
  }

  @Test
  void unknownFieldAndUnknownSeatDoNotDisturb() {
    UnknownFieldSet more = UnknownFieldSet.newBuilder().addField(99, varintField(7)).build();
    Transcript.Builder transcript = sound("a").setSpeakerValue(42).setUnknownFields(more);
    assertEquals(Seat.SEAT_UNSPECIFIED, accepted(protobuf(transcript)).speaker());
    String json = "{\"id\":\"b\",\"text\":\"x\",\"speaker\":\"SEAT_ROOF\",\"new\":[1,{\"y\":2}]}";
    assertEquals(Seat.SEAT_UNSPECIFIED, accepted(json(json)).speaker());
  }

  @Test
  void everyFieldIsRead() throws InvalidProtocolBufferException {
    Transcript transcript =
        sound("a")
            .setConfidence(0.75)
            .addAlternatives(Alternative.newBuilder().setText("open the widow").setConfidence(0.2))
            .addAlternatives(Alternative.newBuilder().setText(" "))
            .addAlternatives(Alternative.newBuilder().setText("open a window"))
            .setSpeaker(Seat.SEAT_REAR_LEFT)
            .setSession("drive")
            .setSpokenAtMs(clock.millis() - 1000)
            .build();
    Utterance expected =
        new Utterance(
            "a",
            "open the window",
            OptionalDouble.of(0.75),
            List.of(
                new Reading("open the widow", OptionalDouble.of(0.2)),
                new Reading("open a window", OptionalDouble.empty())),
            Seat.SEAT_REAR_LEFT,
            "drive",
            clock.millis() - 1000,
            clock.getAsLong());
    assertEquals(expected, accepted(protobuf(transcript.toByteArray())));
    reader.forget("a");
    assertEquals(expected, accepted(json(JsonFormat.printer().print(transcript))));
  }

  @Test
  void missingTimeIsNow() {
    assertEquals(clock.millis(), accepted(protobuf(sound("a"))).spokenAtMs());
  }

  @Test
  void hermesMessageIsTaken() {
    Utterance utterance =
        accepted(
            json(
                "{\"text\":\"open it\",\"likelihood\":0.5,\"seconds\":1.5,\"siteId\":\"rear_left\","
                    + "\"sessionId\":\"s1\",\"wakewordId\":null}"));
    assertEquals("open it", utterance.text());
    assertEquals(OptionalDouble.of(0.5), utterance.confidence());
    assertEquals(Seat.SEAT_REAR_LEFT, utterance.speaker());
    assertEquals("s1", utterance.session());
  }

  @Test
  void hermesMessageSaidTwiceIsTwoTranscriptsAndDeliveredTwiceIsOne() {
    byte[] payload = "{\"text\":\"louder\",\"siteId\":\"default\"}".getBytes(UTF_8);
    Utterance first = accepted(json(payload));
    clock.advance(Duration.ofSeconds(1));
    assertNotEquals(first.id(), accepted(json(payload)).id());
    assertInstanceOf(
        Ignored.class,
        reader.read(
            new TranscriptMessage(
                ByteString.copyFrom(payload),
                TranscriptFormat.JSON,
                new Delivery(false, true, false))));
  }

  @Test
  void hermesMessageDeliveredAgainLongAfterItsTwinIsAnotherOne() {
    byte[] payload = "{\"text\":\"louder\",\"siteId\":\"default\"}".getBytes(UTF_8);
    TranscriptMessage again =
        new TranscriptMessage(
            ByteString.copyFrom(payload), TranscriptFormat.JSON, new Delivery(false, true, false));
    Utterance first = accepted(json(payload));
    clock.advance(Duration.ofMillis(19_999));
    assertInstanceOf(Ignored.class, reader.read(again));
    clock.advance(Duration.ofSeconds(20));
    assertNotEquals(first.id(), accepted(again).id());
  }

  @Test
  void theIdOfAHermesMessageTellsNothingOfWhatWasSaid() {
    TranscriptReader another = new TranscriptReader(SpeechLimits.STANDARD, clock, clock);
    String first = accepted(hermes("s", "louder")).id();
    TranscriptOutcome elsewhere = another.read(hermes("s", "louder"));
    assertNotEquals(first, assertInstanceOf(Accepted.class, elsewhere).utterance().id());
    clock.advance(Duration.ofSeconds(1));
    String again = accepted(hermes("s", "louder")).id();
    assertNotEquals(first.substring(0, 10), again.substring(0, 10));
  }

  /** It has another id then, so that the age is what keeps it from being carried out twice. */
  @Test
  void aHermesMessageThatComesAgainAfterARestartIsTooOld() {
    accepted(hermes("s", "louder"));
    TranscriptReader next = new TranscriptReader(SpeechLimits.STANDARD, clock, clock);
    TranscriptMessage again =
        new TranscriptMessage(
            hermes("s", "louder").payload(),
            TranscriptFormat.JSON,
            new Delivery(false, true, true));
    assertEquals(
        Outcome.OUTCOME_TOO_OLD, assertInstanceOf(Refused.class, next.read(again)).outcome());
  }

  @Test
  void hermesMessageHasAnIdWhateverItsSessionIs() {
    for (int length = 0; length <= 128; length++) {
      String session = "s".repeat(length);
      Utterance utterance = accepted(hermes(session, "louder"));
      assertEquals(session, utterance.session());
      assertNotEquals(utterance.id(), accepted(hermes(session, "softer")).id());
    }
    for (String session : List.of("s".repeat(129), "a\\u0007")) {
      TranscriptOutcome outcome = reader.read(hermes(session, "louder"));
      Refused refused = assertInstanceOf(Refused.class, outcome);
      assertEquals(Outcome.OUTCOME_MALFORMED, refused.outcome());
      assertNotEquals("", refused.id());
    }
  }

  private static TranscriptMessage hermes(String session, String text) {
    return json("{\"text\":\"%s\",\"sessionId\":\"%s\"}".formatted(text, session));
  }

  @Test
  void hermesLikelihoodOutsideZeroToOneIsMalformed() {
    assertOutcome(Outcome.OUTCOME_MALFORMED, json("{\"text\":\"x\",\"likelihood\":2}"));
  }

  @Test
  void noRefusalRepeatsTheText() {
    String secret = "meet me at the lake";
    List<Transcript.Builder> refused =
        List.of(
            sound("a").setText(secret + "x".repeat(500)),
            sound("b").setText(secret).setLocale("de"),
            sound("c").setText(secret).setConfidence(5));
    for (Transcript.Builder transcript : refused) {
      Refused outcome = assertInstanceOf(Refused.class, reader.read(protobuf(transcript)));
      assertEquals(-1, outcome.detail().indexOf(secret));
    }
  }

  private void assertOutcome(Outcome expected, TranscriptMessage message) {
    assertEquals(expected, assertInstanceOf(Refused.class, reader.read(message)).outcome());
  }

  private Utterance accepted(TranscriptMessage message) {
    return assertInstanceOf(Accepted.class, reader.read(message)).utterance();
  }

  private static Transcript.Builder sound(String id) {
    return Transcript.newBuilder().setId(id).setText("open the window");
  }

  private static Alternative alternative(String text) {
    return Alternative.newBuilder().setText(text).setConfidence(0.5).build();
  }

  private static TranscriptMessage protobuf(Transcript.Builder transcript) {
    return protobuf(transcript.build().toByteArray());
  }

  private static TranscriptMessage protobuf(byte[] payload) {
    return new TranscriptMessage(
        ByteString.copyFrom(payload), TranscriptFormat.PROTOBUF, Delivery.DIRECT);
  }

  private static TranscriptMessage protobuf(Transcript.Builder transcript, Delivery delivery) {
    return new TranscriptMessage(
        transcript.build().toByteString(), TranscriptFormat.PROTOBUF, delivery);
  }

  private static TranscriptMessage json(String payload) {
    return json(payload.getBytes(UTF_8));
  }

  private static TranscriptMessage json(byte[] payload) {
    return new TranscriptMessage(
        ByteString.copyFrom(payload), TranscriptFormat.JSON, Delivery.DIRECT);
  }

  private static boolean parses(byte[] payload) {
    try {
      return Transcript.parseFrom(payload).isInitialized();
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static UnknownFieldSet.Field bytesField(ByteString value) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build();
  }

  private static UnknownFieldSet.Field varintField(long value) {
    return UnknownFieldSet.Field.newBuilder().addVarint(value).build();
  }
}
