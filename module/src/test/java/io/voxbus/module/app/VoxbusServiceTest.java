package io.voxbus.module.app;

import static io.voxbus.module.app.Surroundings.light;
import static io.voxbus.module.app.Surroundings.topic;
import static io.voxbus.module.app.Surroundings.transcript;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.CommandEncoder;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.VirtualBoard;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.interlock.Pass;
import io.voxbus.module.resolve.Doubt;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.Alternative;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.ModuleState;
import io.voxbus.proto.v1.ModuleStatus;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.Transcript;
import io.voxbus.proto.v1.VehicleState;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoxbusServiceTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");
  private static final Call DEFROST =
      Call.of(CATALOGUE, "set_defroster", Map.of("state", "on", "location", "front"));
  private static final Call TRUNK = Call.of(CATALOGUE, "control_trunk", Map.of("action", "open"));
  private static final Call TRUNK_STOP =
      Call.of(CATALOGUE, "control_trunk", Map.of("action", "stop"));
  private static final Call ALL_WINDOWS =
      Call.of(CATALOGUE, "control_window", Map.of("action", "open", "area", "all"));

  private static final Call DRIVERS_WINDOW_SHUT =
      Call.of(CATALOGUE, "control_window", Map.of("action", "close", "area", "speaker"));

  private static final Call MY_WINDOW =
      Call.of(CATALOGUE, "control_window", Map.of("action", "open", "area", "speaker"));
  private static final Call REAR_LEFT_WINDOW =
      Call.of(CATALOGUE, "control_window", Map.of("action", "open", "area", "rear_left"));
  private static final Call HOOD = Call.of(CATALOGUE, "control_frunk", Map.of("action", "open"));
  private static final Call LIGHTS_OFF =
      Call.of(CATALOGUE, "set_headlights", Map.of("mode", "off"));
  private static final Call FOG = Call.of(CATALOGUE, "set_fog_lights", Map.of("state", "on"));
  private static final Call HAZARDS =
      Call.of(CATALOGUE, "set_hazard_lights", Map.of("state", "on"));
  private static final Call THEIR_WINDOW_SHUT =
      Call.of(CATALOGUE, "control_window", Map.of("action", "close", "area", "passenger"));
  private static final BoardMapping MAPPING = BoardMapping.read(BOARD, VirtualBoard.BOARD);
  private static final Call UNMUTE = Call.of(CATALOGUE, "set_mute", Map.of("state", "off"));
  private static final Call MUTE = Call.of(CATALOGUE, "set_mute", Map.of("state", "on"));

  @TempDir private Path folder;
  private Surroundings around;
  private final List<List<Call>> contexts = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private VoxbusService service;

  @BeforeEach
  void start() throws Exception {
    around = new Surroundings();
    service = begin(folder.resolve("state"));
    await().until(() -> service.online().succeeded());
  }

  private VoxbusService begin(Path state) throws Exception {
    return around.service(state, Duration.ofMillis(300), this::understand);
  }

  /** A copy of the journal as a process that was killed now would leave it. */
  private Path journalOfTheKilled() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("killed"));
    Files.copy(folder.resolve("state/journal"), copy.resolve("journal"));
    return copy;
  }

  private void startAgain(Path state) throws Exception {
    around.broker().forgetPublications();
    service = begin(state);
    await().until(() -> service.online().succeeded());
  }

  @AfterEach
  void close() throws Exception {
    release.countDown();
    around.close();
  }

  /** Understands a few sentences, and nothing else. */
  private Resolution understand(String text, List<Call> context) {
    contexts.add(context);
    return switch (text) {
      case "defrost" -> calls(0.9, DEFROST);
      case "mumble" -> calls(0.4, DEFROST);
      case "doubt" -> doubtful(0.4);
      case "great doubt" -> doubtful(0.25);
      case "trunk", "stop" -> calls(0.9, TRUNK);
      case "stop it" -> calls(0.9, TRUNK_STOP);
      case "my window and mute" -> calls(0.9, MY_WINDOW, MUTE);
      case "defrost and mute" -> calls(0.9, DEFROST, MUTE);
      case "both ways" -> calls(0.9, UNMUTE, MUTE);
      case "mute" -> calls(0.9, MUTE);
      case "mute and hood" -> calls(0.9, MUTE, HOOD);
      case "lights off" -> calls(0.9, LIGHTS_OFF);
      case "fog lights on" -> calls(0.9, FOG);
      case "hazards on" -> calls(0.9, HAZARDS);
      case "shut theirs" -> calls(0.9, THEIR_WINDOW_SHUT);
      case "unmute" -> calls(0.9, UNMUTE);
      case "hood" -> calls(0.9, HOOD);
      case "my window" -> calls(0.9, MY_WINDOW);
      case "all windows" -> calls(0.9, ALL_WINDOWS);
      case "shut mine" -> calls(0.9, DRIVERS_WINDOW_SHUT);
      case "the rear left one" -> calls(0.9, REAR_LEFT_WINDOW);
      case "the trunk" -> context.isEmpty() ? calls(0.9) : calls(0.9, TRUNK);
      case "break" -> throw new IllegalStateException("broken model");
      case "wait" -> {
        awaitRelease();
        yield calls(0.9, DEFROST);
      }
      default -> new Resolution(List.of(), List.of("<vc_end>"), 0.9);
    };
  }

  private static Resolution doubtful(double confidence) {
    Doubt doubt = new Doubt(0.5, 0.4, List.of(TRUNK));
    return new Resolution(
        List.of(DEFROST), List.of("<vc_end>"), confidence, false, Optional.of(doubt));
  }

  private static Resolution calls(double confidence, Call... calls) {
    return new Resolution(List.of(calls), List.of("<vc_10>", "<vc_end>"), confidence);
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void unusableTranscriptsGetTheirOutcomeAndTheServiceLives() {
    around.deliver(Transcript.newBuilder().setId("empty").build());
    around.deliver(Transcript.newBuilder().setId("long").setText("x".repeat(100_000)).build());
    around.deliver(
        Transcript.newBuilder().setId("old").setText("defrost").setSpokenAtMs(1).build());
    around.deliver(transcript("foreign", "defrost").setLocale("de").build());
    around.broker().deliver(topic("transcript"), new byte[] {10, 5, 'c', 'u', 't'});
    around.broker().deliver(topic("transcript/json"), new byte[] {'{', (byte) 0xFF, '}'});
    around
        .broker()
        .deliver(
            topic("transcript"), transcript("kept", "defrost").build().toByteArray(), false, true);
    await().until(() -> around.responses().size() == 7);
    assertEquals(
        List.of(
            Outcome.OUTCOME_EMPTY,
            Outcome.OUTCOME_TOO_LONG,
            Outcome.OUTCOME_TOO_OLD,
            Outcome.OUTCOME_UNSUPPORTED_LOCALE,
            Outcome.OUTCOME_MALFORMED,
            Outcome.OUTCOME_MALFORMED,
            Outcome.OUTCOME_RETAINED),
        around.responses().stream().map(CommandResponse::getOutcome).toList());
    assertEquals("kept", around.responses().get(6).getTranscriptId());
    assertTrue(around.commands().isEmpty());
    await().until(() -> around.broker().acknowledgedDeliveries().size() >= 7);
    assertEquals(
        Outcome.OUTCOME_NOTHING_TO_DO, around.say("alive", "what a lovely day").getOutcome());
  }

  @Test
  void faultOfTheModelIsAnsweredAndTheServiceLives() {
    assertEquals(Outcome.OUTCOME_INTERNAL_ERROR, around.say("a", "break").getOutcome());
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, around.say("b", "what a lovely day").getOutcome());
  }

  @Test
  void nothingIsSentForNothingToDoAndForAnUncertainReading() {
    CommandResponse nothing = around.say("a", "what a lovely day");
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, nothing.getOutcome());
    assertEquals("", nothing.getSay());
    CommandResponse mumble = around.say("b", "mumble");
    assertEquals(Outcome.OUTCOME_NOT_UNDERSTOOD, mumble.getOutcome());
    assertEquals(0.4, mumble.getConfidence());
    assertTrue(mumble.hasTimings());
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void anUnsureReadingIsAskedBackAboutAndNothingIsSent() {
    CommandResponse asked = around.say("a", "doubt");
    assertEquals(Outcome.OUTCOME_ASKED, asked.getOutcome());
    assertEquals("Did you mean: front defroster switched on, or trunk opened?", asked.getSay());
    assertEquals(2, asked.getChoicesCount());
    assertEquals("control_trunk", asked.getChoices(1).getCalls(0).getFunction());
    assertEquals(0.4, asked.getChoices(1).getProbability());
    assertEquals(Outcome.OUTCOME_NOT_UNDERSTOOD, around.say("b", "great doubt").getOutcome());
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void whatWasAskedAboutIsTheContextOfTheAnswerAndOfNothingLater() {
    around.say("a", "doubt");
    around.say("b", "great doubt");
    around.say("c", "what a lovely day");
    assertEquals(List.of(List.of(), List.of(DEFROST), List.of()), contexts);
  }

  @Test
  void commandCarriesMeaningSignalsAndFrames() {
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    CanBridgeCommand command = around.commands().get(0);
    assertEquals("a/0", command.getId());
    assertEquals(1, command.getSequence());
    assertEquals("a", command.getTranscriptId());
    assertEquals("set_defroster", command.getFunction());
    assertEquals("virtual", command.getBoard());
    assertEquals(CATALOGUE.hash(), command.getCatalogueHash());
    assertEquals(20_000, command.getExpiresAtMs() - command.getIssuedAtMs());
    assertFalse(command.getSignalsList().isEmpty());
    assertFalse(command.getFramesList().isEmpty());
    assertFalse(around.broker().published(topic("can/command")).get(0).retained());
  }

  @Test
  void transmittedCommandIsDone() {
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    around.ack("a/0", AckState.ACK_ACCEPTED, AckReason.REASON_UNSPECIFIED);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    CommandResponse response = around.response("a");
    assertEquals(Outcome.OUTCOME_DONE, response.getOutcome());
    assertEquals("a/0", response.getResults(0).getCommandId());
    assertEquals("Front defroster switched on.", response.getSay());
    assertTrue(response.getTimings().getBridgeUs() > 0);
  }

  @Test
  void responseIsAlsoPublishedAsJson() throws InvalidProtocolBufferException {
    CommandResponse response = around.say("a", "what a lovely day");
    await().until(() -> around.broker().published(topic("response/json")).size() == 1);
    CommandResponse.Builder json = CommandResponse.newBuilder();
    JsonFormat.parser()
        .merge(around.broker().published(topic("response/json")).get(0).payload().toString(), json);
    assertEquals(response, json.build());
  }

  @Test
  void jsonTranscriptIsTaken() {
    around
        .broker()
        .deliver(topic("transcript/json"), "{\"id\":\"a\",\"text\":\"defrost\"}".getBytes(UTF_8));
    await().until(() -> around.commands().size() == 1);
  }

  @Test
  void aLikelyAlternativeThatMakesACommandIsCarriedOut() {
    around.deliver(
        transcript("a", "the frost")
            .setConfidence(0.5)
            .addAlternatives(Alternative.newBuilder().setText("defrost").setConfidence(0.4))
            .build());
    await().until(() -> around.commands().size() == 1);
  }

  @Test
  void rejectedCommandNamesTheBridgesReason() {
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_BUS_UNAVAILABLE);
    CallResult result = around.response("a").getResults(0);
    assertEquals(CallState.CALL_REJECTED, result.getState());
    assertEquals("bus_unavailable", result.getRule());
  }

  @Test
  void silentBridgeIsTimedOutAndItsLateAckIsCounted() {
    CommandResponse response = around.say("a", "defrost");
    assertEquals(Outcome.OUTCOME_FAILED, response.getOutcome());
    assertEquals(CallState.CALL_TIMED_OUT, response.getResults(0).getState());
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    await().until(() -> service.metrics().getOrDefault("drops_ack_late", 0L) == 1);
  }

  @Test
  void callsKeepTheirOrder() {
    around.deliver(transcript("a", "defrost and mute").build());
    await().until(() -> around.commands().size() == 2);
    assertEquals(
        List.of("a/0", "a/1"), around.commands().stream().map(CanBridgeCommand::getId).toList());
    around.ack("a/1", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    assertEquals(
        List.of("set_defroster", "set_mute"),
        around.response("a").getResultsList().stream().map(CallResult::getFunction).toList());
  }

  @Test
  void refusedCallDoesNotStopTheOthers() {
    around.deliver(transcript("a", "my window and mute").build());
    await().until(() -> around.commands().size() == 1);
    assertEquals("a/1", around.commands().get(0).getId());
    around.ack("a/1", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    CommandResponse response = around.response("a");
    assertEquals(Outcome.OUTCOME_PARTLY_DONE, response.getOutcome());
    assertEquals(CallState.CALL_REFUSED, response.getResults(0).getState());
    assertEquals("speaker_unknown", response.getResults(0).getRule());
    assertEquals(CallState.CALL_TRANSMITTED, response.getResults(1).getState());
  }

  @Test
  void interlocksSeeTheVehiclesState() {
    around.drive(50);
    CommandResponse response = around.say("a", "trunk");
    assertEquals("openings_while_driving", response.getResults(0).getRule());
    assertTrue(around.commands().isEmpty());
    around.park();
    around.deliver(transcript("b", "trunk").build());
    await().until(() -> around.commands().size() == 1);
  }

  @Test
  void aCommandIsRefusedWhenTheVehicleDroveOffBeforeItGoesOutAgain() {
    around.park();
    around.deliver(transcript("a", "trunk").build());
    await().until(() -> around.commands().size() == 1);
    around.drive(50);
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    CommandResponse response = around.response("a");
    assertEquals(CallState.CALL_REFUSED, response.getResults(0).getState());
    assertEquals("openings_while_driving", response.getResults(0).getRule());
    assertEquals(1, around.commands().size());
  }

  @Test
  void whatWasRefusedOrRejectedGoesAlongInNoLaterFrame() {
    around.state(light(80));
    around.deliver(transcript("a", "lights off").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 1);
    around.state(light(0));
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    assertEquals("lights_off_at_night", around.response("a").getResults(0).getRule());
    around.deliver(transcript("b", "fog lights on").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 2);
    assertEquals(
        new CommandEncoder(MAPPING).encode(passed(FOG)).frames().get(0).data(),
        around.commands().get(1).getFrames(0).getData());
  }

  @Test
  void whatNobodyKnowsOfGoesAlongOnlyWhenItIsKnown() {
    around.state(light(80));
    around.deliver(transcript("a", "lights off").setSpeaker(Seat.SEAT_DRIVER).build());
    assertEquals(CallState.CALL_TIMED_OUT, around.response("a").getResults(0).getState());
    CommandEncoder encoder = new CommandEncoder(MAPPING);
    assertEquals(firstFrame(encoder, FOG), frameOf("b", "fog lights on"));
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    await().until(() -> service.metrics().containsKey("drops_ack_late"));
    CommandEncoder other = new CommandEncoder(MAPPING);
    firstFrame(other, LIGHTS_OFF);
    firstFrame(other, FOG);
    assertEquals(firstFrame(other, HAZARDS), frameOf("c", "hazards on"));
  }

  /** The frame of the next command, which is carried out. */
  private ByteString frameOf(String id, String text) {
    around.deliver(transcript(id, text).setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> lastCommand().getTranscriptId().equals(id));
    around.ack(id + "/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    around.response(id);
    return lastCommand().getFrames(0).getData();
  }

  private CanBridgeCommand lastCommand() {
    List<CanBridgeCommand> commands = around.commands();
    return commands.get(commands.size() - 1);
  }

  private static ByteString firstFrame(CommandEncoder encoder, Call call) {
    return encoder.encode(passed(call)).frames().get(0).data();
  }

  /** Of the first copy the broker said nothing before the connection broke. */
  private void publishedTwice(String id, String text) {
    around.broker().acknowledgeOnly(topic -> !topic.endsWith("can/command"));
    around.deliver(transcript(id, text).build());
    await().until(() -> around.commands().size() == 1);
    around.broker().acknowledgeOnly(topic -> true);
    around.broker().cut();
    await().until(() -> around.commands().size() == 2);
  }

  @Test
  void theFirstCopyMayComeTooLateAndTheSecondNot() {
    publishedTwice("a", "defrost");
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
    assertEquals(2, around.commands().size());
  }

  @Test
  void anotherCopyThatDidNotComeTooLateIsFoundAlsoAfterTheAnswer() {
    around.state(light(80));
    around.deliver(transcript("a", "lights off").setSpeaker(Seat.SEAT_DRIVER).build());
    around.response("a");
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    await().until(() -> service.metrics().getOrDefault("drops_ack_late", 0L) == 2);
    CommandEncoder encoder = new CommandEncoder(MAPPING);
    firstFrame(encoder, LIGHTS_OFF);
    assertEquals(firstFrame(encoder, FOG), frameOf("b", "fog lights on"));
  }

  @Test
  void whatIsOnItsWayGoesAlongAsLongAsItMightStillBeSent() {
    around.state(light(80));
    around.deliver(transcript("a", "lights off").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 1);
    around.state(light(0));
    assertEquals(firstFrame(new CommandEncoder(MAPPING), FOG), frameOf("b", "fog lights on"));
  }

  @Test
  void whereThereWasNoOtherCopyItGoesOutAgain() {
    publishedTwice("a", "defrost");
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    await().until(() -> around.commands().size() == 3);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
  }

  @Test
  void theNextServiceGoesOnWithTheLevelsThatWereCarriedOut() throws Exception {
    around.deliver(transcript("a", "fog lights on").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 1);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    around.response("a");
    stop();
    startAgain(folder.resolve("state"));
    around.deliver(transcript("b", "hazards on").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 1);
    CommandEncoder both = new CommandEncoder(MAPPING);
    both.encode(passed(FOG));
    assertEquals(
        both.encode(passed(HAZARDS)).frames().get(0).data(),
        around.commands().get(0).getFrames(0).getData());
  }

  private static Pass passed(Call call) {
    return Gate.forDisplay(
        (Grounded) new Grounder(VirtualBoard.BOARD).ground(call, Seat.SEAT_DRIVER));
  }

  @Test
  void aQuestionOfTheGateAtTheLastMomentCanBeAnswered() {
    around.park();
    around.state(window(100), seated(false));
    around.deliver(transcript("a", "shut theirs").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 1);
    around.state(seated(true));
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    assertEquals(Outcome.OUTCOME_ASKED, around.response("a").getOutcome());
    around.deliver(transcript("b", "yes").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 2);
    assertEquals("b/0", around.commands().get(1).getId());
  }

  @Test
  void aQuestionThatComesAfterTheNextRequestIsNotAskedAnyMore() {
    around.park();
    around.deliver(transcript("a", "mute and hood").build());
    await().until(() -> around.commands().size() == 1);
    around.say("b", "nothing");
    CommandResponse late = around.response("a");
    assertEquals(CallState.CALL_SUPERSEDED, late.getResults(1).getState());
    around.say("c", "yes");
    assertEquals(1, around.commands().size());
  }

  @Test
  void nothingKnownOfTheVehicleRefusesWhatNeedsToBeKnown() {
    assertEquals("openings_while_driving", around.say("a", "trunk").getResults(0).getRule());
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void aStateComesAsJsonToo() {
    around
        .broker()
        .deliver(
            topic("vehicle-state/json"),
            ("{\"signals\":[{\"path\":\"Vehicle.Speed\",\"number\":0},"
                    + "{\"path\":\"Vehicle.Powertrain.Transmission.SelectedGear\",\"number\":126}]}")
                .getBytes(UTF_8));
    around.deliver(transcript("a", "trunk").build());
    await().until(() -> around.commands().size() == 1);
  }

  @Test
  void aRetainedStateIsNotBelieved() {
    VehicleState state =
        VehicleState.newBuilder()
            .addSignals(StateSignal.newBuilder().setPath("Vehicle.Speed").setNumber(0))
            .addSignals(
                StateSignal.newBuilder()
                    .setPath("Vehicle.Powertrain.Transmission.SelectedGear")
                    .setNumber(126))
            .build();
    around.broker().deliver(topic("vehicle-state"), state.toByteArray(), false, true);
    assertEquals("openings_while_driving", around.say("a", "trunk").getResults(0).getRule());
  }

  @Test
  void aYesCarriesOutWhatAnInterlockAskedAbout() {
    around.park();
    CommandResponse asked = around.say("a", "hood");
    assertEquals(Outcome.OUTCOME_ASKED, asked.getOutcome());
    assertEquals("heavy_openings", asked.getResults(0).getRule());
    assertEquals("Is nobody in the way? Shall the hood be opened?", asked.getSay());
    assertTrue(around.commands().isEmpty());
    around.deliver(transcript("b", "Yes, please.").build());
    await().until(() -> around.commands().size() == 1);
    assertEquals("b/0", around.commands().get(0).getId());
    assertEquals(1, contexts.size());
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, around.say("c", "yes").getOutcome());
  }

  @Test
  void theStateIsJudgedAgainAfterTheYes() {
    around.park();
    around.say("a", "hood");
    around.drive(10);
    CommandResponse refused = around.say("b", "yes");
    assertEquals("openings_while_driving", refused.getResults(0).getRule());
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void aNoDropsTheQuestion() {
    around.park();
    around.say("a", "hood");
    CommandResponse dropped = around.say("b", "never mind");
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, dropped.getOutcome());
    assertEquals("All right, I leave it.", dropped.getSay());
    around.say("c", "yes");
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void aStopThatTheModelTakesForWhatWasAskedAboutIsANo() {
    around.say("a", "doubt");
    assertEquals("All right, I leave it.", around.say("b", "stop").getSay());
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void aStopStopsWhatMoves() {
    around.say("a", "doubt");
    around.deliver(transcript("b", "stop it").build());
    await().until(() -> around.commands().size() == 1);
    assertEquals("stop", around.commands().get(0).getArguments(0).getWord());
  }

  @Test
  void anUnrelatedRequestCancelsTheQuestion() {
    around.park();
    around.say("a", "hood");
    around.deliver(transcript("b", "mute").build());
    await().until(() -> around.commands().size() == 1);
    around.say("c", "yes");
    assertEquals("set_mute", around.commands().get(0).getFunction());
    assertEquals(1, around.commands().size());
  }

  @Test
  void anotherSeatsYesIsNoAnswer() {
    around.park();
    around.say("a", "hood");
    around.deliver(transcript("b", "yes").setSpeaker(Seat.SEAT_PASSENGER).build());
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, around.response("b").getOutcome());
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void aChoiceBetweenReadingsIsMadeByOrderOrByName() {
    around.park();
    around.say("a", "doubt");
    assertEquals(
        "Did you mean: front defroster switched on, or trunk opened?",
        around.say("b", "yes").getSay());
    around.deliver(transcript("c", "the first one").build());
    await().until(() -> around.commands().size() == 1);
    assertEquals("set_defroster", around.commands().get(0).getFunction());
    around.say("d", "doubt");
    around.deliver(transcript("e", "the trunk").build());
    await().until(() -> around.commands().size() == 2);
    assertEquals("control_trunk", around.commands().get(1).getFunction());
  }

  @Test
  void aMissingPlaceIsAskedFor() {
    around.state(
        StateSignal.newBuilder()
            .setPath("Vehicle.Cabin.IsWindowChildLockEngaged")
            .setFlag(false)
            .build());
    CommandResponse asked = around.say("a", "my window");
    assertEquals(Outcome.OUTCOME_ASKED, asked.getOutcome());
    assertEquals(
        "I can't tell where you are sitting. Which window do you mean?",
        asked.getSay().replace("your window", "window"));
    around.deliver(transcript("b", "the rear left one").build());
    await().until(() -> around.commands().size() == 1);
    assertEquals(List.of(List.of(), List.of(MY_WINDOW)), contexts);
  }

  @Test
  void undoPutsBackWhatWasCarriedOut() {
    carryOut("a", "mute");
    around.deliver(transcript("b", "undo that").build());
    await().until(() -> around.commands().size() == 2);
    assertEquals("set_mute", around.commands().get(1).getFunction());
    assertEquals("off", around.commands().get(1).getArguments(0).getWord());
    around.ack("b/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    around.response("b");
    carryOut("c", "defrost");
    carryOut("d", "mute");
    around.deliver(transcript("e", "put it back").setSession("elsewhere").build());
    assertEquals("There is nothing that I could undo.", around.response("e").getSay());
  }

  @Test
  void oppositesInOneBreathAreBothLeft() {
    CommandResponse response = around.say("a", "both ways");
    assertEquals(
        List.of("contradictory", "contradictory"),
        response.getResultsList().stream().map(CallResult::getRule).toList());
    assertEquals("You asked for two opposite things, so I left that.", response.getSay());
    assertTrue(around.commands().isEmpty());
  }

  @Test
  void tooManyCommandsInAShortTimeAreRefused() {
    for (int i = 0; i < 40; i++) {
      around.deliver(transcript("t" + i, "mute").build());
      int sent = i + 1;
      await().until(() -> around.commands().size() == sent);
    }
    assertEquals("too_many_commands", around.say("last", "mute").getResults(0).getRule());
    assertEquals(40, around.commands().size());
  }

  @Test
  void aLaterCommandTakesThePlaceOfAnotherThatHasToGoOutAgain() {
    around.deliver(transcript("a", "mute").build());
    await().until(() -> around.commands().size() == 1);
    around.deliver(transcript("b", "unmute").build());
    await().until(() -> around.commands().size() == 2);
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    CommandResponse response = around.response("a");
    assertEquals(CallState.CALL_SUPERSEDED, response.getResults(0).getState());
    assertEquals(
        List.of("a/0", "b/0"), around.commands().stream().map(CanBridgeCommand::getId).toList());
  }

  @Test
  void aCommandThatCameTooLateStaysBehindALaterOneForAPartOfTheSame() {
    around.park();
    around.deliver(transcript("a", "all windows").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 1);
    around.deliver(transcript("b", "shut mine").setSpeaker(Seat.SEAT_DRIVER).build());
    await().until(() -> around.commands().size() == 2);
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    assertEquals(CallState.CALL_REJECTED, around.response("a").getResults(0).getState());
    assertEquals(
        List.of("a/0", "b/0"), around.commands().stream().map(CanBridgeCommand::getId).toList());
  }

  @Test
  void theSameSaidTwiceIsCarriedOutTwice() {
    around.deliver(transcript("a", "mute").build());
    await().until(() -> around.commands().size() == 1);
    around.deliver(transcript("b", "mute").build());
    await().until(() -> around.commands().size() == 2);
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    await().until(() -> around.commands().size() == 3);
    assertEquals("a/0", around.commands().get(2).getId());
  }

  @Test
  void aCommandIsIssuedAnewEachTimeThatItGoesOut() {
    around.broker().acknowledgeOnly(topic -> !topic.endsWith("can/command"));
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    await().until(() -> System.currentTimeMillis() > around.commands().get(0).getIssuedAtMs());
    around.broker().acknowledgeOnly(topic -> true);
    around.broker().cut();
    await().until(() -> around.commands().size() == 2);
    assertTrue(around.commands().get(1).getIssuedAtMs() > around.commands().get(0).getIssuedAtMs());
    assertEquals(
        20_000,
        around.commands().get(1).getExpiresAtMs() - around.commands().get(1).getIssuedAtMs());
  }

  @Test
  void aCommandThatReachedTheBridgeTooLateIsIssuedAgainUnderItsId() {
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    await().until(() -> around.commands().size() == 2);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
    assertEquals("a/0", around.commands().get(1).getId());
    assertEquals(List.of(1L, 2L), sequences());
  }

  @Test
  void aBridgeThatFindsEveryCommandExpiredIsBelievedTheThirdTime() {
    around.deliver(transcript("a", "defrost").build());
    for (int time = 1; time <= 3; time++) {
      int issued = time;
      await().until(() -> around.commands().size() == issued);
      around.ack("a/0", AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);
    }
    CommandResponse response = around.response("a");
    assertEquals(CallState.CALL_REJECTED, response.getResults(0).getState());
    assertEquals("expired", response.getResults(0).getRule());
    assertEquals(3, around.commands().size());
  }

  @Test
  void transcriptIsAcknowledgedWhenTheBrokerHasTheCommandAndNotBefore() {
    around.broker().acknowledgeOnly(topic -> !topic.endsWith("can/command"));
    int delivery = around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    assertFalse(around.broker().acknowledgedDeliveries().contains(delivery));
    around.broker().acknowledgeOnly(topic -> true);
    around.broker().cut();
    await().until(() -> around.broker().published(topic("status")).size() == 2);
    int again =
        around
            .broker()
            .deliver(
                topic("transcript"), transcript("a", "defrost").build().toByteArray(), true, false);
    await().until(() -> around.broker().acknowledgedDeliveries().contains(again));
    assertEquals(
        List.of("a/0", "a/0"), around.commands().stream().map(CanBridgeCommand::getId).toList());
    assertEquals(List.of(1L, 2L), sequences());
  }

  @Test
  void transcriptThatComesAgainLeadsToNoSecondCommandAndNoSecondDoneResponse() {
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    around.response("a");
    around
        .broker()
        .deliver(
            topic("transcript"), transcript("a", "defrost").build().toByteArray(), true, false);
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.responses().size() == 2);
    assertEquals(Outcome.OUTCOME_DUPLICATE, around.responses().get(1).getOutcome());
    assertEquals(1, service.metrics().get("drops_redelivered"));
    assertEquals(1, around.commands().size());
  }

  @Test
  void tenLostConnectionsLeadToOneCommandForEachTranscript() {
    around.broker().acknowledgeOnly(topic -> !topic.endsWith("can/command"));
    for (int round = 0; round < 10; round++) {
      byte[] payload = transcript("t" + round, "defrost").build().toByteArray();
      around.broker().deliver(topic("transcript"), payload);
      String last = "t" + round + "/0";
      await().until(() -> around.commands().stream().anyMatch(c -> c.getId().equals(last)));
      int statuses = around.broker().published(topic("status")).size();
      around.broker().cut();
      await().until(() -> around.broker().published(topic("status")).size() > statuses);
      around.broker().deliver(topic("transcript"), payload, true, false);
    }
    around.broker().acknowledgeOnly(topic -> true);
    around.broker().cut();
    await().until(() -> around.responses().size() == 10);
    assertEquals(
        IntStream.range(0, 10).mapToObj(i -> "t" + i + "/0").toList(),
        around.commands().stream().map(CanBridgeCommand::getId).distinct().toList());
    assertEquals(LongStream.rangeClosed(1, around.commands().size()).boxed().toList(), sequences());
  }

  @Test
  void moreTranscriptsThanTheQueueHoldsAreBusyAndMayComeAgain() {
    around.deliver(transcript("running", "wait").build());
    await().until(() -> contexts.size() == 1);
    List.of("first", "second", "third")
        .forEach(id -> around.deliver(transcript(id, "nothing").build()));
    assertEquals(Outcome.OUTCOME_BUSY, around.response("third").getOutcome());
    release.countDown();
    await().until(() -> around.responses().size() == 4);
    around.deliver(transcript("third", "nothing").build());
    await().until(() -> around.responses().size() == 5);
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, around.responses().get(4).getOutcome());
  }

  @Test
  void aBusyTranscriptThatTheBrokerRepeatsBeforeItHasTheAnswerIsNotCarriedOut() {
    around.broker().acknowledgeOnly(topic -> !topic.contains("/response"));
    around.deliver(transcript("running", "wait").build());
    await().until(() -> contexts.size() == 1);
    List.of("first", "second").forEach(id -> around.deliver(transcript(id, "nothing").build()));
    around.deliver(transcript("third", "mute").build());
    assertEquals(Outcome.OUTCOME_BUSY, around.response("third").getOutcome());
    release.countDown();
    await().until(() -> contexts.size() == 3);
    around.broker().cut();
    await().until(() -> around.broker().published(topic("status")).size() == 2);
    byte[] third = transcript("third", "mute").build().toByteArray();
    around.broker().deliver(topic("transcript"), third, true, false);
    around.deliver(transcript("fourth", "nothing").build());
    await().until(() -> contexts.size() >= 4);
    assertEquals(1L, service.metrics().get("drops_redelivered"));
  }

  @Test
  void followUpSeesTheCallsOfTheTurnBeforeEvenWhenItCameInTheSameBreath() {
    around.deliver(transcript("a", "defrost").setSession("s").build());
    around.deliver(transcript("b", "and the rear").setSession("s").build());
    around.deliver(transcript("c", "and the rear").setSession("other").build());
    await().until(() -> contexts.size() == 3);
    assertEquals(List.of(List.of(), List.of(DEFROST), List.of()), contexts);
  }

  @Test
  void aTranscriptWhoseServiceWasKilledIsAnsweredAndItsCommandsGoOutAgainUnderTheirIds()
      throws Exception {
    around.deliver(transcript("a", "defrost and mute").build());
    await().until(() -> around.commands().size() == 2);
    Path left = journalOfTheKilled();
    stop();
    startAgain(left);
    await().until(() -> around.commands().size() == 2);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    CommandResponse response = around.response("a");
    assertEquals(Outcome.OUTCOME_PARTLY_DONE, response.getOutcome());
    assertEquals(CallState.CALL_TRANSMITTED, response.getResults(0).getState());
    assertEquals(CallState.CALL_TIMED_OUT, response.getResults(1).getState());
    assertEquals("I was interrupted. Please check whether that was done.", response.getSay());
    around
        .broker()
        .deliver(
            topic("transcript"), transcript("a", "defrost").build().toByteArray(), true, false);
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, around.say("b", "what a lovely day").getOutcome());
    assertEquals(
        List.of("a/0", "a/1"), around.commands().stream().map(CanBridgeCommand::getId).toList());
  }

  @Test
  void aResponseThatMayNotHaveGoneOutGoesOutAgain() throws Exception {
    around.broker().acknowledgeOnly(topic -> !topic.endsWith("response"));
    around.say("a", "what a lovely day");
    Path left = journalOfTheKilled();
    around.broker().acknowledgeOnly(topic -> true);
    stop();
    startAgain(left);
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, around.response("a").getOutcome());
  }

  @Test
  void aResponseThatFoundNoRoomGoesOutWhenTheServiceIsBack() throws Exception {
    around.broker().acknowledgeOnly(topic -> !topic.contains("/response"));
    for (int i = 0; i < 400; i++) {
      around.deliver(transcript("empty" + i, "").build());
    }
    around.deliver(transcript("a", "what a lovely day").build());
    await()
        .until(() -> service.metrics().getOrDefault("drops_response_undelivered", 0L).equals(1L));
    Path left = journalOfTheKilled();
    around.broker().acknowledgeOnly(topic -> true);
    stop();
    startAgain(left);
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, around.response("a").getOutcome());
  }

  @Test
  void aRefusedTranscriptIsAcknowledgedWhenTheBrokerHasTheAnswerAndNotBefore() {
    around.broker().acknowledgeOnly(topic -> !topic.contains("/response"));
    int unreadable = around.broker().deliver(topic("transcript"), new byte[] {1});
    int empty = around.deliver(transcript("empty", "").build());
    int ignored = around.deliver(transcript("a", "defrost").setFinal(false).build());
    await().until(() -> around.broker().acknowledgedDeliveries().contains(ignored));
    assertFalse(around.broker().acknowledgedDeliveries().contains(unreadable));
    assertFalse(around.broker().acknowledgedDeliveries().contains(empty));
    around.broker().acknowledgeOnly(topic -> true);
    around.broker().cut();
    await().until(() -> around.broker().published(topic("status")).size() == 2);
    int again =
        around
            .broker()
            .deliver(
                topic("transcript"), transcript("empty", "").build().toByteArray(), true, false);
    await().until(() -> around.broker().acknowledgedDeliveries().contains(again));
  }

  @Test
  void aRefusedTranscriptWhoseAnswerFoundNoRoomIsRefusedAgainWhenItComesAgain() {
    around.broker().acknowledgeOnly(topic -> !topic.contains("/response"));
    for (int i = 0; i <= 400; i++) {
      around.deliver(transcript("empty" + i, "").build());
    }
    await()
        .until(() -> service.metrics().getOrDefault("drops_response_undelivered", 0L).equals(1L));
    around.broker().acknowledgeOnly(topic -> true);
    around.broker().cut();
    await()
        .until(
            () ->
                around.responses().stream().anyMatch(r -> r.getTranscriptId().equals("empty399")));
    byte[] last = transcript("empty400", "").build().toByteArray();
    around.broker().deliver(topic("transcript"), last, true, false);
    assertEquals(Outcome.OUTCOME_EMPTY, around.response("empty400").getOutcome());
  }

  @Test
  void whatWasAnsweredIsADuplicateForTheNextService() throws Exception {
    around.say("a", "what a lovely day");
    stop();
    startAgain(folder.resolve("state"));
    assertEquals(Outcome.OUTCOME_DUPLICATE, around.say("a", "what a lovely day").getOutcome());
    assertEquals(1, around.responses().size());
  }

  @Test
  void intermediateHypothesisIsCountedAndNotAnswered() {
    int delivery = around.deliver(transcript("a", "defrost").setFinal(false).build());
    await().until(() -> around.broker().acknowledgedDeliveries().contains(delivery));
    assertEquals(Map.of("drops_not_final", 1L), service.metrics());
  }

  @Test
  void stopAnswersWhatIsUnderWayAndThenSaysStopped() throws Exception {
    around.deliver(transcript("a", "wait").build());
    await().until(() -> contexts.size() == 1);
    var stopped = service.stop().toCompletionStage().toCompletableFuture();
    release.countDown();
    await().until(() -> around.commands().size() == 1);
    around.ack("a/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    stopped.get(10, TimeUnit.SECONDS);
    assertEquals(Outcome.OUTCOME_DONE, around.response("a").getOutcome());
    ModuleStatus last = around.statuses().get(1);
    assertEquals(ModuleState.STATE_OFFLINE, last.getState());
    assertEquals("stopped", last.getReason());
    assertEquals(List.of(0), around.broker().goodbyes());
  }

  @Test
  void stopDoesNotWaitForeverForWhatIsUnderWay() throws Exception {
    around.broker().acknowledgeOnly(topic -> !topic.endsWith("can/command"));
    around.deliver(transcript("a", "defrost").build());
    await().until(() -> around.commands().size() == 1);
    service.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertEquals("stopped", around.statuses().get(1).getReason());
  }

  @Test
  void statusSaysWhatTheServiceIs() throws Exception {
    ModuleStatus status = around.statuses().get(0);
    assertEquals(ModuleState.STATE_ONLINE, status.getState());
    assertEquals("fake", status.getModelId());
    assertEquals("virtual", status.getBoard());
    assertEquals(CATALOGUE.hash(), status.getCatalogueHash());
    assertTrue(status.getStartedAtMs() > 0);
  }

  private void stop() throws Exception {
    service.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void carryOut(String id, String text) {
    int before = around.commands().size();
    around.deliver(transcript(id, text).build());
    await().until(() -> around.commands().size() == before + 1);
    around.ack(id + "/0", AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
    around.response(id);
  }

  private static StateSignal window(double percent) {
    return StateSignal.newBuilder()
        .setPath("Vehicle.Cabin.Door.Row1.PassengerSide.Window.Position")
        .setNumber(percent)
        .build();
  }

  private static StateSignal seated(boolean somebody) {
    return StateSignal.newBuilder()
        .setPath("Vehicle.Cabin.Seat.Row1.PassengerSide.IsOccupied")
        .setFlag(somebody)
        .build();
  }

  private List<Long> sequences() {
    return around.commands().stream().map(CanBridgeCommand::getSequence).toList();
  }
}
