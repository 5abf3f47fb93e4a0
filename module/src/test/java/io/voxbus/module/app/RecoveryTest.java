package io.voxbus.module.app;

import static io.voxbus.module.app.Surroundings.transcript;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.CommandEncoder;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.VirtualBoard;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.journal.FileJournal;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.ResponseWriter;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service does about that which one before it was doing when it was ended. */
class RecoveryTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Call DEFROST =
      Call.of(CATALOGUE, "set_defroster", Map.of("state", "on", "location", "front"));
  private static final Call MUTE = Call.of(CATALOGUE, "set_mute", Map.of("state", "on"));
  private static final Call UNMUTE = Call.of(CATALOGUE, "set_mute", Map.of("state", "off"));
  private static final Call TRUNK = Call.of(CATALOGUE, "control_trunk", Map.of("action", "open"));
  private static final Call TRUNK_STOP =
      Call.of(CATALOGUE, "control_trunk", Map.of("action", "stop"));

  private static final Call LIGHTS_OFF =
      Call.of(CATALOGUE, "set_headlights", Map.of("mode", "off"));
  private static final Call FOG = Call.of(CATALOGUE, "set_fog_lights", Map.of("state", "on"));
  private static final Call ALL_AT_20 =
      Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 20, "area", "all"));
  private static final Call DRIVER_AT_21 =
      Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21, "area", "driver"));
  private static final Call WARMER =
      Call.of(CATALOGUE, "adjust_temperature", Map.of("direction", "up", "area", "driver"));
  private static final BoardMapping MAPPING =
      BoardMapping.read(Path.of("..", "board-configs", "virtual"), VirtualBoard.BOARD);

  /** The driver said yes to it. */
  private static final Call HOOD = Call.of(CATALOGUE, "control_frunk", Map.of("action", "open"));

  private static final String NOBODY_KNOWS =
      "I was interrupted. Please check whether that was done.";

  @TempDir private Path folder;
  private Surroundings around;
  private VoxbusService service;

  @BeforeEach
  void open() throws Exception {
    around = new Surroundings();
  }

  @AfterEach
  void close() throws Exception {
    around.close();
  }

  /** Leaves a journal behind. */
  private void left(Consumer<FileJournal> written) {
    FileJournal journal =
        FileJournal.open(
            folder,
            new FileJournal.Terms(
                Duration.ofMinutes(10), 100, InstantSource.system(), failed -> {}));
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
    return new Undertaking(utterance, List.of(calls), confirmed).record(results, SinceBoot.now());
  }

  private static CallResult sent(String id, Call call) {
    return ResponseWriter.result(new CallReport.Sent(call, id, BridgeAnswer.NONE));
  }

  private void start() throws Exception {
    service = around.service(folder, Duration.ofMillis(600), RecoveryTest::understand);
    await().until(() -> service.online().succeeded());
  }

  private static Resolution understand(String text, List<Call> context) {
    Call call =
        switch (text) {
          case "stop it" -> TRUNK_STOP;
          case "lights off" -> LIGHTS_OFF;
          case "fog lights on" -> FOG;
          default -> DEFROST;
        };
    return new Resolution(List.of(call), List.of("<vc_10>", "<vc_end>"), 0.9);
  }

  private void stop() throws Exception {
    service.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private List<String> ids() {
    return around.commands().stream().map(CanBridgeCommand::getId).toList();
  }

  private void transmitted(String id) {
    around.ack(id, AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
  }

  /** The bridge has said nothing of its one command. */
  private CommandResponse requireSilence(String id) {
    CommandResponse response = around.response(id);
    assertEquals(Outcome.OUTCOME_FAILED, response.getOutcome());
    assertEquals(CallState.CALL_TIMED_OUT, response.getResults(0).getState());
    return response;
  }

  private void requireUnknown(String id) {
    assertEquals(NOBODY_KNOWS, requireSilence(id).getSay());
  }

  @Test
  void whatMayNotHaveGoneOutGoesOutUnderItsIdAndInItsOrder() throws Exception {
    left(
        journal -> {
          journal.begun(begun("z", DEFROST, MUTE));
          journal.begun(begun("a", DEFROST));
        });
    start();
    await().until(() -> around.commands().size() == 3);
    assertEquals(List.of("z/0", "z/1", "a/0"), ids());
    assertEquals(
        List.of(1L, 2L, 3L),
        around.commands().stream().map(CanBridgeCommand::getSequence).toList());
    assertEquals("z", around.commands().get(0).getTranscriptId());
    ids().forEach(this::transmitted);
    CommandResponse response = around.response("z");
    assertEquals(Outcome.OUTCOME_DONE, response.getOutcome());
    assertEquals(CallState.CALL_TRANSMITTED, response.getResults(1).getState());
    assertEquals("I was interrupted, but that is done now.", response.getSay());
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
  }

  @Test
  void aServiceThatIsEndedAgainIsFollowedByOneThatSendsItAgain() throws Exception {
    left(journal -> journal.begun(begun("a", DEFROST)));
    start();
    await().until(() -> around.commands().size() == 1);
    stop();
    start();
    await().until(() -> around.commands().size() == 2);
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
    assertEquals(List.of("a/0", "a/0"), ids());
    assertEquals(2, around.commands().stream().map(CanBridgeCommand::getRun).distinct().count());
  }

  @Test
  void oneThatTheBridgeRejectsIsReportedSo() throws Exception {
    left(journal -> journal.begun(begun("a", DEFROST)));
    start();
    await().until(() -> around.commands().size() == 1);
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_BUS_UNAVAILABLE);
    CallResult result = around.response("a").getResults(0);
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
    around.park();
    await().until(() -> ids().equals(List.of("a/1")));
    transmitted("a/1");
    CommandResponse response = around.response("a");
    assertEquals(Outcome.OUTCOME_PARTLY_DONE, response.getOutcome());
    assertEquals(refused, response.getResults(0));
    assertEquals("I was interrupted, and not all of that was done.", response.getSay());
    assertEquals(List.of("a/1"), ids());
  }

  @Test
  void whatTheGateHoldsGoesOutWhenTheVehicleIsKnown() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    around.park();
    await().until(() -> ids().equals(List.of("a/0")));
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
  }

  @Test
  void whatTheGateGoesOnHoldingIsNotSent() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    around.drive(50);
    requireUnknown("a");
    around.park();
    around.deliver(transcript("b", "defrost").build());
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
    around.park();
    await().until(() -> !ids().isEmpty());
    transmitted("yes/0");
    assertEquals(Outcome.OUTCOME_DONE, around.response("yes").getOutcome());
    requireUnknown("no");
    assertEquals(List.of("yes/0"), ids());
  }

  @Test
  void whatTheBridgeHasDoneIsNotSent() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
    around.park();
    around.deliver(transcript("b", "defrost").build());
    requireSilence("b");
    assertEquals(List.of("b/0"), ids());
  }

  @Test
  void whatCameTooLateAtTheBridgeGoesOutAgain() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    around.park();
    await().until(() -> ids().equals(List.of("a/0")));
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
  }

  @Test
  void whatCameTooLateAndMayNotGoOutIsReportedSo() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    assertEquals("expired", around.response("a").getResults(0).getRule());
    assertEquals(List.of(), ids());
  }

  @Test
  void whatIsSaidLaterAboutTheSameThingTakesItsPlace() throws Exception {
    left(journal -> journal.begun(begun("a", TRUNK)));
    start();
    around.deliver(transcript("b", "stop it").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> ids().equals(List.of("b/0")));
    around.park();
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
    assertEquals(Outcome.OUTCOME_DONE, around.response("b").getOutcome());
    requireUnknown("a");
    assertEquals(List.of("b/0"), ids());
  }

  @Test
  void ofTwoThatBuildOnEachOtherBothGoOutInTheirOrder() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", DRIVER_AT_21));
          journal.begun(begun("b", WARMER));
        });
    start();
    await().until(() -> ids().equals(List.of("a/0", "b/0")));
  }

  @Test
  void inOneSentenceWhatIsForAllGoesOutBeforeWhatIsForOne() throws Exception {
    left(journal -> journal.begun(begun("a", ALL_AT_20, DRIVER_AT_21)));
    start();
    await().until(() -> ids().equals(List.of("a/0", "a/1")));
  }

  @Test
  void whatIsHeldDoesNotFollowSomethingLaterThatIsForTheSameThing() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", TRUNK));
          journal.begun(begun("b", TRUNK_STOP));
        });
    start();
    around.park();
    await().until(() -> !ids().isEmpty());
    transmitted("b/0");
    requireUnknown("a");
    assertEquals(List.of("b/0"), ids());
  }

  @Test
  void whatWasSaidTooLongAgoIsNotSent() throws Exception {
    Instant longAgo = Instant.now().minus(SpeechLimits.STANDARD.age());
    JournalRecord sentLongAgo = begun("sent", DEFROST);
    left(
        journal -> {
          journal.begun(begun("spoken", longAgo, false, DEFROST));
          journal.begun(
              sentLongAgo.toBuilder()
                  .setUptimeMs(sentLongAgo.getUptimeMs() - SpeechLimits.STANDARD.age().toMillis())
                  .build());
          journal.begun(begun("fresh", DEFROST));
        });
    start();
    await().until(() -> !ids().isEmpty());
    requireUnknown("spoken");
    requireUnknown("sent");
    assertEquals(List.of("fresh/0"), ids());
  }

  @Test
  void whatAnotherStartOfTheComputerLeftIsNotSentAndNothingBeforeIt() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", MUTE));
          journal.begun(begun("b", DEFROST).toBuilder().setBootId("another").build());
          journal.begun(begun("c", DEFROST));
        });
    start();
    await().until(() -> !ids().isEmpty());
    requireUnknown("a");
    requireUnknown("b");
    assertEquals(List.of("c/0"), ids());
  }

  @Test
  void noMoreGoOutThanMay() throws Exception {
    left(
        journal ->
            IntStream.range(0, Surroundings.MOST_COMMANDS + 1)
                .forEach(number -> journal.begun(begun("t" + number, DEFROST))));
    start();
    await().until(() -> ids().size() == Surroundings.MOST_COMMANDS);
    requireUnknown("t" + Surroundings.MOST_COMMANDS);
    assertEquals(Surroundings.MOST_COMMANDS, ids().size());
  }

  @Test
  void whatTheBridgeHasNotSpokenOfGoesOutAlsoWhenALaterOneIsDone() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", DEFROST));
          journal.begun(begun("b", MUTE));
          journal.ended(ended("b", CallState.CALL_TRANSMITTED));
          journal.answered("b");
        });
    start();
    await().until(() -> ids().equals(List.of("a/0")));
  }

  @Test
  void whatIsForTheSameThingAsALaterOneThatIsDoneIsNotSent() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", UNMUTE));
          journal.begun(begun("c", UNMUTE));
          journal.begun(begun("b", MUTE));
          journal.ended(ended("b", CallState.CALL_TRANSMITTED));
          journal.begun(begun("d", DEFROST));
          journal.begun(begun("e", MUTE));
          journal.ended(ended("e", CallState.CALL_CONFIRMED));
          journal.answered("e");
        });
    start();
    await().until(() -> !ids().isEmpty());
    requireUnknown("a");
    requireUnknown("c");
    assertEquals(List.of("d/0"), ids());
  }

  @Test
  void whereNobodyKnowsOfALaterOneThisOneGoesOut() throws Exception {
    left(
        journal -> {
          journal.begun(begun("a", UNMUTE));
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
  void whatAnotherVersionWroteIsAnsweredAndNotSentAndNothingBeforeIt() throws Exception {
    JournalRecord.Builder newer = begun("newer", DEFROST).toBuilder();
    newer.getCallsBuilder(0).setFunction("fly");
    left(
        journal -> {
          journal.begun(begun("older", DEFROST).toBuilder().clearCalls().build());
          journal.begun(begun("ours", MUTE));
          journal.begun(newer.build());
        });
    start();
    requireUnknown("older");
    requireUnknown("ours");
    requireUnknown("newer");
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void whatDidNotGoOutGoesAlongInNoFrame() throws Exception {
    start();
    around.state(Surroundings.light(80));
    around.deliver(transcript("a", "lights off").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> ids().equals(List.of("a/0")));
    stop();
    start();
    around.state(Surroundings.light(0));
    around.deliver(transcript("b", "fog lights on").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> ids().contains("b/0"));
    assertEquals(List.of("a/0", "b/0"), ids());
    assertEquals(firstFrame(new CommandEncoder(MAPPING), FOG), lastFrame());
  }

  @Test
  void whatTheBridgeHasFromTheServiceBeforeGoesAlongInLaterFrames() throws Exception {
    left(journal -> journal.begun(begun("a", LIGHTS_OFF)));
    start();
    around.state(Surroundings.light(0));
    transmitted("a/0");
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
    around.deliver(transcript("b", "fog lights on").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> ids().equals(List.of("b/0")));
    CommandEncoder encoder = new CommandEncoder(MAPPING);
    firstFrame(encoder, LIGHTS_OFF);
    assertEquals(firstFrame(encoder, FOG), lastFrame());
  }

  private ByteString lastFrame() {
    List<CanBridgeCommand> commands = around.commands();
    return commands.get(commands.size() - 1).getFrames(0).getData();
  }

  private static ByteString firstFrame(CommandEncoder encoder, Call call) {
    Grounding grounded = new Grounder(VirtualBoard.BOARD).ground(call, Seat.SEAT_DRIVER);
    return encoder.encode(Gate.forDisplay((Grounded) grounded)).frames().get(0).data();
  }
}
