package io.voxbus.canbridge;

import static io.voxbus.canbridge.Commands.frame;
import static io.voxbus.canbridge.Commands.signal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxbus.module.speech.SpeechLimits;
import io.voxbus.module.speech.TranscriptFormat;
import io.voxbus.module.speech.TranscriptMessage;
import io.voxbus.module.speech.TranscriptOutcome;
import io.voxbus.module.speech.TranscriptReader;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Transcript;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandCheckTest {
  @Test
  void aCommandWithoutIdIsMalformed() {
    assertRejected(AckReason.REASON_MALFORMED, Commands.temperature(""));
  }

  @Test
  void anIdOf161CharactersIsMalformed() {
    assertRejected(AckReason.REASON_MALFORMED, Commands.temperature("x".repeat(161)));
  }

  @Test
  void everyIdThatTheServiceTakesIsTakenByTheBridge() {
    for (String character : List.of("x", "\u00e9", "\u8eca", "\ud83d\ude97")) {
      String longest = character.repeat(128);
      assertFalse(isRefusedByTheService(longest), longest);
      assertSound(Commands.temperature(longest + "/63"), Commands.ISSUED_AT_MS);
    }
  }

  @Test
  void anIdOf161CharactersBeyondSixteenBitsIsMalformed() {
    assertRejected(AckReason.REASON_MALFORMED, Commands.temperature("\ud83d\ude97".repeat(161)));
  }

  private static boolean isRefusedByTheService(String id) {
    Transcript transcript = Transcript.newBuilder().setId(id).setText("mute").build();
    TranscriptReader reader =
        new TranscriptReader(SpeechLimits.STANDARD, InstantSource.system(), System::nanoTime);
    return reader.read(
            new TranscriptMessage(
                transcript.toByteString(),
                TranscriptFormat.PROTOBUF,
                TranscriptMessage.Delivery.DIRECT))
        instanceof TranscriptOutcome.Refused;
  }

  @Test
  void aCommandWithoutFramesIsMalformed() {
    assertRejected(AckReason.REASON_MALFORMED, Commands.temperature("a").clearFrames());
  }

  @Test
  void aCommandWithoutSignalsIsMalformed() {
    assertRejected(AckReason.REASON_MALFORMED, Commands.temperature("a").clearSignals());
  }

  @Test
  void moreThan64FramesAreMalformed() {
    assertRejected(
        AckReason.REASON_MALFORMED,
        Commands.temperature("a")
            .addAllFrames(Collections.nCopies(64, frame(0x486, 22, 0).build())));
  }

  @Test
  void aStandardIdentifierOfMoreThanElevenBitsIsMalformed() {
    assertRejected(
        AckReason.REASON_MALFORMED, Commands.temperature("a").addFrames(frame(0x800, 22, 0)));
  }

  @Test
  void anIdentifierWithFlagBitsIsMalformed() {
    assertRejected(
        AckReason.REASON_MALFORMED,
        Commands.temperature("a").addFrames(frame(0x8000_0486, 0).setExtended(true)));
  }

  @Test
  void nineBytesInAClassicFrameAreMalformed() {
    assertRejected(
        AckReason.REASON_MALFORMED,
        Commands.temperature("a").addFrames(frame(0x486, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
  }

  @Test
  void aDelayOfMoreThanAMinuteIsMalformed() {
    assertRejected(AckReason.REASON_MALFORMED, Commands.horn("a", 60_001));
  }

  @Test
  void aCommandIsInTimeUntilItsLastMillisecond() {
    assertSound(Commands.temperature("a"), Commands.EXPIRES_AT_MS);
  }

  @Test
  void oneMillisecondLaterItHasExpired() {
    assertEquals(
        AckReason.REASON_EXPIRED,
        reason(judge(Commands.temperature("a"), Commands.EXPIRES_AT_MS + 1)));
  }

  @Test
  void aCommandFromAClockThatIsAheadIsNotBelieved() {
    assertSound(Commands.temperature("a"), Commands.ISSUED_AT_MS - 500);
    assertEquals(
        AckReason.REASON_CLOCKS_DIFFER,
        reason(judge(Commands.temperature("a"), Commands.ISSUED_AT_MS - 501)));
  }

  @Test
  void noCommandLivesForMoreThanAMinute() {
    long now = Commands.ISSUED_AT_MS;
    assertSound(Commands.temperature("a").setExpiresAtMs(now + 60_000), now);
    assertEquals(
        AckReason.REASON_CLOCKS_DIFFER,
        reason(judge(Commands.temperature("a").setExpiresAtMs(now + 60_001), now)));
  }

  @Test
  void aTimeSoLongAgoThatTheDifferenceOverflowsHasExpired() {
    assertRejected(
        AckReason.REASON_EXPIRED, Commands.temperature("a").setExpiresAtMs(Long.MIN_VALUE));
  }

  @Test
  void anIdentifierThatTheBoardDoesNotHaveIsNotAllowed() {
    assertRejected(
        AckReason.REASON_NOT_ALLOWED, Commands.temperature("a").addFrames(frame(0x487, 0)));
  }

  @Test
  void theSameNumberAsAnotherKindOfIdentifierIsNotAllowed() {
    assertRejected(
        AckReason.REASON_NOT_ALLOWED,
        Commands.temperature("a").setFrames(0, frame(0x486, 22, 0).setExtended(true).setCanId(22)));
  }

  @Test
  void aFrameOfAnotherLengthIsAMismatch() {
    assertRejected(
        AckReason.REASON_MISMATCH, Commands.temperature("a").setFrames(0, frame(0x486, 22)));
  }

  @Test
  void aFrameThatSaysAnotherValueIsAMismatch() {
    assertRejected(
        AckReason.REASON_MISMATCH, Commands.temperature("a").setFrames(0, frame(0x486, 23, 0)));
  }

  @Test
  void aSignalThatNoFrameCarriesIsAMismatch() {
    assertRejected(
        AckReason.REASON_MISMATCH,
        Commands.temperature("a").addSignals(signal("Horn", "Request", 1)));
  }

  @Test
  void aFrameThatNoSignalNamesIsAMismatch() {
    assertRejected(
        AckReason.REASON_MISMATCH,
        Commands.temperature("a").addFrames(frame(0x486, 1).setExtended(true)));
  }

  @Test
  void framesThatSayWhatTheSignalsSayAreSound() {
    assertSound(Commands.temperature("a"), Commands.ISSUED_AT_MS);
  }

  @Test
  void aPulseAndItsIdleFrameAreSound() {
    assertSound(Commands.horn("a", 200), Commands.ISSUED_AT_MS);
  }

  private static void assertRejected(AckReason reason, CanBridgeCommand.Builder command) {
    assertEquals(reason, reason(judge(command, Commands.ISSUED_AT_MS)));
  }

  private static void assertSound(CanBridgeCommand.Builder command, long nowMs) {
    assertInstanceOf(Checked.Sound.class, judge(command, nowMs));
  }

  private static AckReason reason(Checked checked) {
    return checked instanceof Checked.Unsound unsound
        ? unsound.reason()
        : AckReason.REASON_UNSPECIFIED;
  }

  private static Checked judge(CanBridgeCommand.Builder command, long nowMs) {
    return new CommandCheck(Commands.BOARD, () -> Instant.ofEpochMilli(nowMs), Optional.empty())
        .judge(command.build());
  }
}
