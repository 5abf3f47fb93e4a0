package io.voxbus.module.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.dialogue.Question;
import io.voxbus.module.interlock.Rule;
import io.voxbus.module.resolve.Doubt;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Timings;
import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.ArgumentType.LevelType;
import io.voxbus.vehicle.ArgumentType.NumberType;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResponseWriterTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Call WINDOW =
      Call.of(
          CATALOGUE,
          "control_window",
          Map.of("action", "open", "position", 50, "area", "rear_left"));
  private static final Call RADIO =
      Call.of(CATALOGUE, "control_playback", Map.of("action", "stop"));
  private static final Call TEMPERATURE =
      Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21.5, "area", "driver"));

  private final ResponseWriter writer = new ResponseWriter(Wording.ENGLISH);
  private final Turn turn =
      new Turn(
          "t",
          new Resolution(List.of(WINDOW), List.of("<vc_24>", "<vc_end>"), 0.5),
          Timings.newBuilder().setWaitUs(1).build());

  @Test
  void aQuestionIsAboutTheFirstCallInWhichTheReadingsDiffer() {
    Call closed = Call.of(CATALOGUE, "control_window", Map.of("action", "close"));
    assertEquals(
        "Did you mean: rear left window opened to 50 percent, or playback stopped?",
        question(List.of(WINDOW), List.of(RADIO)));
    assertEquals(
        "Did you mean: playback stopped?", question(List.of(WINDOW, RADIO), List.of(WINDOW)));
    assertEquals(
        "Did you also mean: playback stopped?", question(List.of(WINDOW), List.of(WINDOW, RADIO)));
    assertEquals(
        "Did you mean: window closed, or window opened?",
        question(
            List.of(closed),
            List.of(Call.of(CATALOGUE, "control_window", Map.of("action", "open")))));
  }

  @Test
  void aQuestionAboutTheSpeakersOwnPlaceSaysYour() {
    Call mine = Call.of(CATALOGUE, "control_window", Map.of("action", "close", "area", "speaker"));
    assertEquals("Did you mean: your window closed?", question(List.of(mine), List.of()));
  }

  private String question(List<Call> calls, List<Call> instead) {
    Doubt doubt = new Doubt(0.5, 0.3, instead);
    Resolution reading = new Resolution(calls, List.of("<vc_end>"), 0.4, false, Optional.of(doubt));
    CommandResponse asked =
        writer.asking(
            new Turn("t", reading, Timings.getDefaultInstance()),
            new Question.Which(calls, instead));
    assertEquals(calls.size(), asked.getChoices(0).getCallsCount());
    assertEquals(instead.size(), asked.getChoices(1).getCallsCount());
    return asked.getSay();
  }

  @Test
  void everyOutcomeWithoutCallsHasItsSentenceOrNothingToSay() {
    Set<Outcome> silent =
        Set.of(
            Outcome.OUTCOME_UNSPECIFIED,
            Outcome.UNRECOGNIZED,
            Outcome.OUTCOME_NOTHING_TO_DO,
            Outcome.OUTCOME_ASKED,
            Outcome.OUTCOME_DUPLICATE,
            Outcome.OUTCOME_DONE,
            Outcome.OUTCOME_PARTLY_DONE,
            Outcome.OUTCOME_FAILED);
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.UNRECOGNIZED) {
        String say = writer.unusable(new Refused("t", outcome, "why")).getSay();
        assertEquals(silent.contains(outcome), say.isEmpty(), outcome.name());
      }
    }
  }

  @Test
  void unusableTranscriptIsAnsweredWithCauseAndWithoutTimings() {
    CommandResponse response =
        writer.unusable(new Refused("t", Outcome.OUTCOME_EMPTY, "the text is empty"));
    assertEquals("t", response.getTranscriptId());
    assertEquals("the text is empty", response.getDetail());
    assertFalse(response.hasTimings());
    assertFalse(response.hasConfidence());
  }

  @Test
  void everyRuleOfTheInterlocksHasItsSentence() {
    for (Rule rule : Rule.values()) {
      String refusal =
          writer
              .withCalls(turn, List.of(new CallReport.Refused(WINDOW, rule.id(), Map.of())))
              .getSay();
      String question =
          writer.withCalls(turn, List.of(new CallReport.Asked(WINDOW, rule.id()))).getSay();
      assertEquals(rule.refuses(), !refusal.isEmpty(), rule.id());
      assertEquals(rule.asks(), question.endsWith("?"), rule.id());
    }
  }

  @Test
  void anInterlocksQuestionSaysWhatWouldBeDone() {
    CommandResponse response =
        writer.withCalls(turn, List.of(new CallReport.Asked(WINDOW, "closing_on_somebody")));
    assertEquals(Outcome.OUTCOME_ASKED, response.getOutcome());
    assertEquals(
        "Somebody may be sitting there. Shall the rear left window be opened to 50 percent?",
        response.getSay());
    assertEquals(CallState.CALL_ASKED, response.getResults(0).getState());
    assertEquals("closing_on_somebody", response.getResults(0).getRule());
    assertEquals("control_window", response.getChoices(0).getCalls(0).getFunction());
  }

  @Test
  void aSupersededCallIsNotDone() {
    CommandResponse response = writer.withCalls(turn, List.of(new CallReport.Superseded(WINDOW)));
    assertEquals(Outcome.OUTCOME_FAILED, response.getOutcome());
    assertEquals(CallState.CALL_SUPERSEDED, response.getResults(0).getState());
    assertEquals(
        "I left the rear left window, as you asked for something else.", response.getSay());
  }

  @Test
  void refusedCallsReasonIsSaid() {
    CommandResponse response =
        writer.withCalls(
            turn, List.of(new CallReport.Refused(WINDOW, "unsupported_function", Map.of())));
    assertEquals(Outcome.OUTCOME_FAILED, response.getOutcome());
    assertEquals("This car has no control for the window.", response.getSay());
    CallResult result = response.getResults(0);
    assertEquals(CallState.CALL_REFUSED, result.getState());
    assertEquals("unsupported_function", result.getRule());
    assertEquals("", result.getCommandId());
  }

  @Test
  void rejectedCallCarriesTheBridgesReason() {
    CallResult result = only(sent(WINDOW, AckState.ACK_REJECTED, AckReason.REASON_EXPIRED));
    assertEquals(CallState.CALL_REJECTED, result.getState());
    assertEquals("expired", result.getRule());
    assertEquals("t/0", result.getCommandId());
  }

  @Test
  void silentBridgeIsTimedOutAndSaidSo() {
    CommandResponse response = writer.withCalls(turn, List.of(sent(WINDOW, BridgeAnswer.NONE)));
    assertEquals(CallState.CALL_TIMED_OUT, response.getResults(0).getState());
    assertEquals("The vehicle did not answer about the rear left window.", response.getSay());
  }

  @Test
  void acceptedIsNotDone() {
    CommandResponse response =
        writer.withCalls(
            turn, List.of(sent(WINDOW, AckState.ACK_ACCEPTED, AckReason.REASON_UNSPECIFIED)));
    assertEquals(Outcome.OUTCOME_FAILED, response.getOutcome());
    assertEquals(CallState.CALL_ACCEPTED, response.getResults(0).getState());
  }

  @Test
  void theEndsOfAMovementAreSaidWithoutAPercentage() {
    Call closed =
        Call.of(
            CATALOGUE,
            "control_window",
            Map.of("action", "close", "position", 0, "area", "rear_left"));
    assertEquals(
        "Rear left window closed.", writer.withCalls(turn, List.of(transmitted(closed))).getSay());
  }

  @Test
  void callsThatWereDoneAreSaidInOneSentence() {
    CommandResponse response =
        writer.withCalls(turn, List.of(transmitted(WINDOW), transmitted(RADIO)));
    assertEquals(Outcome.OUTCOME_DONE, response.getOutcome());
    assertEquals("Rear left window opened to 50 percent and playback stopped.", response.getSay());
  }

  @Test
  void partlyDoneSaysBoth() {
    CommandResponse response =
        writer.withCalls(
            turn,
            List.of(
                new CallReport.Refused(WINDOW, "unsupported_function", Map.of()),
                transmitted(TEMPERATURE)));
    assertEquals(Outcome.OUTCOME_PARTLY_DONE, response.getOutcome());
    assertEquals(
        "Driver temperature set to 21.5 degrees. This car has no control for the window.",
        response.getSay());
  }

  @Test
  void argumentsKeepTheirKind() {
    CallResult result = only(transmitted(WINDOW));
    assertEquals("<vc_24>", result.getToken());
    assertEquals(
        List.of(
            Argument.newBuilder().setName("action").setWord("open").build(),
            Argument.newBuilder().setName("position").setNumber(50).build(),
            Argument.newBuilder().setName("area").setWord("rear_left").build()),
        result.getArgumentsList());
  }

  @Test
  void modelsReadingIsGivenAlsoWhenNothingIsToBeDone() {
    CommandResponse response = writer.withoutCalls(turn, Outcome.OUTCOME_NOTHING_TO_DO);
    assertEquals(0.5, response.getConfidence());
    assertEquals(List.of("<vc_24>", "<vc_end>"), response.getTokensList());
    assertEquals(1, response.getTimings().getWaitUs());
    assertEquals("", response.getSay());
  }

  @Test
  void everyFunctionHasItsOwnWordingWithAndWithoutOptionalArguments() {
    Sentences sentences = new Sentences(Wording.ENGLISH);
    for (FunctionSpec function : CATALOGUE.functions()) {
      for (boolean optional : List.of(true, false)) {
        Call call = Call.of(CATALOGUE, function.name(), arguments(function, optional));
        CallPhrase phrase = sentences.phrase(call);
        assertFalse(phrase.about().isEmpty(), call.toString());
        assertFalse(phrase.done().isEmpty(), call.toString());
        assertFalse(phrase.done().equals("carried out"), "no line for " + call);
        String whole = phrase.about() + phrase.done();
        assertTrue(whole.matches("[^\\[\\]{}|_]*"), whole);
      }
    }
  }

  private static Map<String, Object> arguments(FunctionSpec function, boolean optional) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (ArgumentSpec argument : function.arguments()) {
      if (optional || !argument.optional()) {
        arguments.put(argument.name(), example(argument));
      }
    }
    return arguments;
  }

  private static Object example(ArgumentSpec argument) {
    if (argument.type() instanceof NumberType number) {
      return number.max();
    }
    if (argument.type() instanceof LevelType level) {
      return level.max();
    }
    return argument.type().words().get(0);
  }

  private CallResult only(CallReport report) {
    return writer.withCalls(turn, List.of(report)).getResults(0);
  }

  private static CallReport transmitted(Call call) {
    return sent(call, AckState.ACK_TRANSMITTED, AckReason.REASON_UNSPECIFIED);
  }

  private static CallReport sent(Call call, AckState state, AckReason reason) {
    return sent(call, new BridgeAnswer(state, reason));
  }

  private static CallReport sent(Call call, BridgeAnswer answer) {
    return new CallReport.Sent(call, "t/0", answer);
  }
}
