package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.journal.FileJournal;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.SpeechLimits;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service does about that which one before it was doing when it was ended. */
class RecoveryTest extends AroundTheService {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");
  private static final Call DEFROST =
      Call.of(CATALOGUE, "set_defroster", Map.of("state", "on", "location", "front"));
  private static final Call MUTE = Call.of(CATALOGUE, "set_mute", Map.of("state", "on"));
  private static final Call UNMUTE = Call.of(CATALOGUE, "set_mute", Map.of("state", "off"));
  private static final Call TRUNK = Call.of(CATALOGUE, "control_trunk", Map.of("action", "open"));
  private static final Call TRUNK_STOP =
      Call.of(CATALOGUE, "control_trunk", Map.of("action", "stop"));

  /** The driver said yes to it. */
  private static final Call HOOD = Call.of(CATALOGUE, "control_frunk", Map.of("action", "open"));

  private static final String NOBODY_KNOWS =
      "I was interrupted. Please check whether that was done.";

  @TempDir private Path folder;
  private VoxbusService service;

  /** Leaves a journal behind, as if it was written now. */
  private void left(Consumer<FileJournal> written) {
    left(Instant.now(), written);
  }

  private void left(Instant when, Consumer<FileJournal> written) {
    FileJournal journal =
        FileJournal.open(
            folder, new FileJournal.Terms(Duration.ofMinutes(10), 100, () -> when, failed -> {}));
    written.accept(journal);
    journal.close();
  }

  private static JournalRecord begun(String id, Call... calls) {
    return begun(id, Instant.now(), false, calls);
  }

  private static JournalRecord begun(String id, Instant spoken, boolean confirmed, Call... calls) {
    Utterance utterance =
        new Utterance(
            id,
            "",
            OptionalDouble.empty(),
            List.of(),
            Seat.SEAT_DRIVER,
            "",
            spoken.toEpochMilli(),
            System.nanoTime());
    List<CallResult> results =
        IntStream.range(0, calls.length)
            .mapToObj(place -> sent(CommandMessages.id(id, place), calls[place]))
            .toList();
    return new Undertaking(utterance, List.of(calls), confirmed).record(results);
  }

  private static CallResult sent(String id, Call call) {
    return ResponseWriter.result(new CallReport.Sent(call, id, BridgeAnswer.NONE));
  }

  private void start() throws Exception {
    ServiceLimits limits =
        new ServiceLimits(
            SpeechLimits.STANDARD,
            new BrokerTimings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMillis(5),
                Duration.ofMillis(20)),
            2,
            ServiceLimits.STANDARD.dialogue(),
            ServiceLimits.STANDARD.rate(),
            Duration.ofSeconds(20),
            Duration.ofMillis(600),
            Duration.ofSeconds(1));
    Understanding understanding =
        new Understanding(
            RecoveryTest::understand,
            new Manifest.Thresholds(0.5, 0.3, 0, 0),
            "fake",
            "0".repeat(64),
            () -> {});
    service =
        VoxbusService.begin(
                vertx,
                ServiceConfiguration.standard(broker.address(), BOARD, Path.of("none"))
                    .withLimits(limits)
                    .withState(folder),
                new ServiceParts(CATALOGUE, understanding, CallPreparation.read(BOARD)))
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    await().until(() -> service.online().succeeded());
  }

  private static Resolution understand(String text, List<Call> context) {
    Call call = text.equals("stop it") ? TRUNK_STOP : DEFROST;
    return new Resolution(List.of(call), List.of("<vc_10>", "<vc_end>"), 0.9);
  }

  private List<String> ids() {
    return commands().stream().map(CanBridgeCommand::getId).toList();
  }

  private void transmitted(String id) {
    ack(id, AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
  }

  /** It was not carried out, or nobody knows. */
  private void requireUnknown(String id) {
    CommandResponse response = response(id);
    assertEquals(Outcome.OUTCOME_FAILED, response.getOutcome());
    assertEquals(CallState.CALL_TIMED_OUT, response.getResults(0).getState());
    assertEquals(NOBODY_KNOWS, response.getSay());
  }

  @Test
  void whatMayNotHaveGoneOutGoesOutUnderItsIdAndInItsOrder() throws Exception {
    left(
        journal -> {
          journal.begun(begun("z", DEFROST, MUTE));
          journal.begun(begun("a", DEFROST));
        });
    start();
    await().until(() -> commands().size() == 3);
    assertEquals(List.of("z/0", "z/1", "a/0"), ids());
    assertEquals(
        List.of(1L, 2L, 3L), commands().stream().map(CanBridgeCommand::getSequence).toList());
    assertEquals("z", commands().get(0).getTranscriptId());
    ids().forEach(this::transmitted);
    CommandResponse response = response("z");
    assertEquals(Outcome.OUTCOME_DONE, response.getOutcome());
    assertEquals(CallState.CALL_TRANSMITTED, response.getResults(1).getState());
    assertEquals("I was interrupted, but that is done now.", response.getSay());
    assertEquals(Outcome.OUTCOME_DONE, response("a").getOutcome());
  }

  @Test
  void aServiceThatIsEndedAgainIsFollowedByOneThatSendsItAgain() throws Exception {
    left(journal -> journal.begun(begun("a", DEFROST)));
    start();
    await().until(() -> commands().size() == 1);
    service.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    start();
    await().until(() -> commands().size() == 2);
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, response("a").getOutcome());
    assertEquals(List.of("a/0", "a/0"), ids());
    assertEquals(2, commands().stream().map(CanBridgeCommand::getRun).distinct().count());
  }

  @Test
  void oneThatTheBridgeRejectsIsReportedSo() throws Exception {
    left(journal -> journal.begun(begun("a", DEFROST)));
    start();
    await().until(() -> commands().size() == 1);
    ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_BUS_UNAVAILABLE);
    CallResult result = response("a").getResults(0);
    assertEquals(CallState.CALL_REJECTED, result.getState());
    assertEquals("bus_unavailable", result.getRule());
  }

  @Test
  void aCallWithoutACommandIsReportedAsItWas() throws Exception {
    CallResult refused =
        ResponseWriter.result(new CallReport.Refused(TRUNK, "openings_while_driving", Map.of()));
    left(
        journal ->
            journal.begun(begun("a", TRUNK, DEFROST).toBuilder().setResults(0, refused).build()));
    start();
    park();
    await().until(() -> ids().equals(List.of("a/1")));
    transmitted("a/1");
    CommandResponse response = response("a");
    assertEquals(Outcome.OUTCOME_PARTLY_DONE, response.getOutcome());
    assertEquals(refused, response.getResults(0));
    assertEquals(NOBODY_KNOWS, response.getSay());
    assertEquals(List.of("a/1"), ids());
  }

  @Test
  void whatTheGateHoldsGoesOutWhenTheVehicleIsKnown() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    drive(50);
    assertEquals(List.of(), ids());
    park();
    await().until(() -> ids().equals(List.of("a/0")));
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, response("a").getOutcome());
  }

  @Test
  void whatTheGateGoesOnHoldingIsNotSent() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    drive(50);
    requireUnknown("a");
    park();
    deliver(transcript("b", "defrost").build());
    await().until(() -> !ids().isEmpty());
    assertEquals(List.of("b/0"), ids());
  }

  @Test
  void whatWasConfirmedNeedsNoSecondYesAndWhatWasNotIsNotSent() throws Exception {
    left(
        journal -> {
          journal.begun(begun("no", Instant.now(), false, HOOD));
          journal.begun(begun("yes", Instant.now(), true, HOOD));
        });
    start();
    park();
    await().until(() -> !ids().isEmpty());
    transmitted("yes/0");
    assertEquals(Outcome.OUTCOME_DONE, response("yes").getOutcome());
    requireUnknown("no");
    assertEquals(List.of("yes/0"), ids());
  }

  @Test
  void whatTheBridgeHasDoneIsNotSent() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, response("a").getOutcome());
    assertEquals(List.of(), ids());
  }

  @Test
  void whatCameTooLateAtTheBridgeGoesOutAgain() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    park();
    await().until(() -> ids().equals(List.of("a/0")));
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, response("a").getOutcome());
  }

  @Test
  void whatCameTooLateAndMayNotGoOutIsReportedSo() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    assertEquals("expired", response("a").getResults(0).getRule());
    assertEquals(List.of(), ids());
  }

  @Test
  void whatIsSaidLaterAboutTheSameThingTakesItsPlace() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    deliver(transcript("b", "stop it").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> ids().equals(List.of("b/0")));
    park();
    requireUnknown("a");
    assertEquals(List.of("b/0"), ids());
  }

  @Test
  void ofTwoThatAreForTheSameThingTheLaterGoesOut() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", UNMUTE));
          journal.begun(begun("b", MUTE));
        });
    start();
    await().until(() -> !ids().isEmpty());
    transmitted("b/0");
    assertEquals(Outcome.OUTCOME_DONE, response("b").getOutcome());
    requireUnknown("a");
    assertEquals(List.of("b/0"), ids());
  }

  @Test
  void whatWasSaidTooLongAgoIsNotSent() throws Exception {
    Instant longAgo = Instant.now().minus(SpeechLimits.STANDARD.age());
    left(
        journal -> {
          journal.begun(begun("spoken", longAgo, false, DEFROST));
          journal.begun(begun("fresh", DEFROST));
        });
    left(longAgo, journal -> journal.begun(begun("written", DEFROST)));
    start();
    await().until(() -> !ids().isEmpty());
    requireUnknown("spoken");
    requireUnknown("written");
    assertEquals(List.of("fresh/0"), ids());
  }

  @Test
  void afterTheClockWasSetBackNobodyKnowsHowOldItIs() throws Exception {
    left(Instant.now().plusSeconds(60), journal -> journal.begun(begun("a", DEFROST)));
    start();
    requireUnknown("a");
    assertEquals(List.of(), ids());
  }

  @Test
  void whereTheBridgeHasSpokenOfALaterOneItHadThisOneBefore() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", DEFROST));
          journal.begun(begun("b", MUTE));
          journal.ended(ended("b", CallState.CALL_TRANSMITTED));
          journal.answered("b");
        });
    start();
    requireUnknown("a");
    assertEquals(List.of(), ids());
  }

  @Test
  void whereNobodyKnowsOfALaterOneThisOneGoesOut() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", DEFROST));
          journal.begun(begun("b", MUTE));
          journal.ended(ended("b", CallState.CALL_TIMED_OUT));
        });
    start();
    await().until(() -> ids().equals(List.of("a/0")));
  }

  private static CommandResponse ended(String id, CallState state) {
    return CommandResponse.newBuilder()
        .setTranscriptId(id)
        .addResults(sent(id + "/0", MUTE).toBuilder().setState(state))
        .build();
  }

  @Test
  void whatAnotherVersionWroteIsAnsweredAndNotSent() throws Exception {
    JournalRecord older = begun("older", DEFROST).toBuilder().clearCalls().build();
    JournalRecord.Builder newer = begun("newer", DEFROST).toBuilder();
    newer.getCallsBuilder(0).setFunction("fly");
    left(
        journal -> {
          journal.begun(older);
          journal.begun(newer.build());
        });
    start();
    requireUnknown("older");
    requireUnknown("newer");
    assertTrue(commands().isEmpty());
  }
}
