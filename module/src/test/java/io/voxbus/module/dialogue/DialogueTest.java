package io.voxbus.module.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {
  private static final Call MUTE = call("set_mute", Map.of("state", "on"));
  private static final Call HOOD = call("control_frunk", Map.of("action", "open"));
  private static final Call TRUNK = call("control_trunk", Map.of("action", "open"));
  private static final List<Call> CALLS = List.of(MUTE);
  private static final Question HOOD_QUESTION = new Question.Confirm(List.of(HOOD));

  private final Dialogue dialogue =
      new Dialogue(
          new Dialogue.Times(
              Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(1)));

  private static Call call(String function, Map<String, ?> args) {
    return Call.of(Catalogue.standard(), function, args);
  }

  private static Utterance driver(String text, long atMillis) {
    return utterance(text, "", Seat.SEAT_DRIVER, atMillis);
  }

  private static Utterance in(String session, Seat seat, long atMillis) {
    return utterance("text", session, seat, atMillis);
  }

  private static Utterance utterance(String text, String session, Seat seat, long atMillis) {
    return new Utterance(
        "id-" + atMillis,
        text,
        OptionalDouble.empty(),
        List.of(),
        seat,
        session,
        atMillis,
        atMillis * 1_000_000);
  }

  private static Utterance driver(String text, long spokenMillis, long arrivedMillis) {
    Utterance spoken = driver(text, spokenMillis);
    return new Utterance(
        spoken.id(),
        text,
        spoken.confidence(),
        spoken.alternatives(),
        spoken.speaker(),
        spoken.session(),
        spokenMillis,
        arrivedMillis * 1_000_000);
  }

  private List<Call> context(Utterance utterance) {
    return assertInstanceOf(Heard.Words.class, dialogue.hear(utterance)).context();
  }

  @Test
  void firstTurnHasNoContext() {
    assertEquals(new Heard.Words(List.of(), Optional.empty()), dialogue.hear(driver("text", 0)));
  }

  @Test
  void turnIsForgottenAfterThirtySeconds() {
    dialogue.remember(driver("text", 0), CALLS);
    assertEquals(CALLS, context(driver("text", 30_000)));
    assertEquals(List.of(), context(driver("text", 30_001)));
  }

  @Test
  void seatsWithoutASessionDoNotShareAConversation() {
    dialogue.remember(driver("text", 0), CALLS);
    assertEquals(List.of(), context(in("", Seat.SEAT_PASSENGER, 1)));
  }

  @Test
  void seatsOfOneSessionShareAConversation() {
    dialogue.remember(in("s", Seat.SEAT_DRIVER, 0), CALLS);
    assertEquals(CALLS, context(in("s", Seat.SEAT_PASSENGER, 1)));
    assertEquals(List.of(), context(driver("text", 1)));
  }

  @Test
  void memoryIsBoundedAndTheOldestConversationGoes() {
    dialogue.remember(in("oldest", Seat.SEAT_DRIVER, 0), CALLS);
    for (int i = 0; i < 256; i++) {
      dialogue.remember(in("s" + i, Seat.SEAT_DRIVER, 0), CALLS);
    }
    assertEquals(List.of(), context(in("oldest", Seat.SEAT_DRIVER, 1)));
    assertEquals(CALLS, context(in("s0", Seat.SEAT_DRIVER, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yes", "Yes!", "um yeah please", "go ahead", "of course", "OK", "so, do it."})
  void aYesGivesLeave(String text) {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    assertEquals(new Heard.Agreed(List.of(HOOD), true), dialogue.hear(driver(text, 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "Nope.", "never mind", "no thanks", "forget it", "no, stop"})
  void aNoDropsIt(String text) {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    assertEquals(new Heard.Dropped(), dialogue.hear(driver(text, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes open the window",
        "no open the trunk",
        "yesterday",
        "please",
        "um",
        "Stop!",
        "stop it",
        "please stop that"
      })
  void whateverElseIsReadByTheModel(String text) {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    assertEquals(
        new Heard.Words(List.of(HOOD), Optional.of(HOOD_QUESTION)), dialogue.hear(driver(text, 1)));
  }

  @Test
  void aQuestionWaitsFifteenSecondsAndIsAnsweredOnce() {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    assertInstanceOf(Heard.Agreed.class, dialogue.hear(driver("yes", 15_000)));
    assertInstanceOf(Heard.Words.class, dialogue.hear(driver("yes", 15_000)));
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    assertEquals(
        new Heard.Words(List.of(HOOD), Optional.empty()), dialogue.hear(driver("yes", 15_001)));
  }

  @Test
  void anotherUtteranceClosesTheQuestion() {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    dialogue.hear(driver("what a day", 1));
    assertInstanceOf(Heard.Words.class, dialogue.hear(driver("yes", 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "Stop it!", "stop that please"})
  void aStopIsARequestWhereThereIsSomethingToStopAndElseANo(String text) {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    Heard.Words words = assertInstanceOf(Heard.Words.class, dialogue.hear(driver(text, 1)));
    Call stop = call("control_trunk", Map.of("action", "stop"));
    assertEquals(words, Stop.heard(words, text, List.of(stop)));
    assertEquals(new Heard.Dropped(), Stop.heard(words, text, List.of(HOOD)));
    assertEquals(new Heard.Dropped(), Stop.heard(words, text, List.of(stop, HOOD)));
    assertEquals(new Heard.Dropped(), Stop.heard(words, text, List.of()));
    assertInstanceOf(Heard.Words.class, dialogue.hear(driver("yes", 2)));
  }

  @Test
  void aStopOfWhichMoreIsSaidOrWithoutAQuestionIsForTheModel() {
    Heard.Words asked = new Heard.Words(List.of(HOOD), Optional.of(HOOD_QUESTION));
    assertEquals(asked, Stop.heard(asked, "stop the fan", List.of(MUTE)));
    Heard.Words words = new Heard.Words(List.of(MUTE), Optional.empty());
    assertEquals(words, Stop.heard(words, "stop", List.of(MUTE)));
  }

  @Test
  void nobodyElseInTheSessionAnswersTheQuestionNorCancelsIt() {
    dialogue.ask(utterance("open the hood", "s", Seat.SEAT_DRIVER, 0), HOOD_QUESTION, 0);
    assertInstanceOf(
        Heard.Words.class, dialogue.hear(utterance("yes", "s", Seat.SEAT_PASSENGER, 1)));
    dialogue.remember(utterance("yes", "s", Seat.SEAT_PASSENGER, 1), List.of());
    assertEquals(
        new Heard.Agreed(List.of(HOOD), true),
        dialogue.hear(utterance("yes", "s", Seat.SEAT_DRIVER, 2)));
  }

  @Test
  void whatCameBeforeTheQuestionNeitherAnswersItNorCancelsIt() {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 5_000_000);
    assertInstanceOf(Heard.Words.class, dialogue.hear(driver("okay", 1)));
    dialogue.remember(driver("okay", 1), List.of());
    assertInstanceOf(Heard.Words.class, dialogue.hear(driver("okay", 5)));
    assertEquals(new Heard.Agreed(List.of(HOOD), true), dialogue.hear(driver("okay", 6)));
  }

  @Test
  void oneOfTwoReadingsIsChosenByItsPlace() {
    Question which = new Question.Which(List.of(HOOD), List.of(TRUNK));
    dialogue.ask(driver("text", 0), which, 0);
    assertEquals(new Heard.Unclear(which), dialogue.hear(driver("yes", 1)));
    dialogue.ask(driver("text", 0), which, 0);
    assertEquals(new Heard.Agreed(List.of(HOOD), false), dialogue.hear(driver("the first one", 1)));
    dialogue.ask(driver("text", 0), which, 0);
    assertEquals(
        new Heard.Agreed(List.of(TRUNK), false), dialogue.hear(driver("the other one", 1)));
    dialogue.ask(driver("text", 0), which, 0);
    assertEquals(new Heard.Dropped(), dialogue.hear(driver("neither", 1)));
  }

  @Test
  void aYesIsEnoughWhereOneReadingIsOffered() {
    dialogue.ask(driver("text", 0), new Question.Which(List.of(HOOD), List.of()), 0);
    assertEquals(new Heard.Agreed(List.of(HOOD), false), dialogue.hear(driver("yes", 1)));
    dialogue.ask(driver("text", 0), new Question.Which(List.of(HOOD), List.of(HOOD, MUTE)), 0);
    assertEquals(new Heard.Agreed(List.of(HOOD, MUTE), false), dialogue.hear(driver("yes", 1)));
    dialogue.ask(driver("text", 0), new Question.Which(List.of(HOOD), List.of()), 0);
    assertEquals(new Heard.Dropped(), dialogue.hear(driver("the second", 1)));
  }

  @Test
  void aNumberIsNoAnswerToAYesOrNoQuestion() {
    dialogue.ask(driver("text", 0), HOOD_QUESTION, 0);
    assertEquals(new Heard.Unclear(HOOD_QUESTION), dialogue.hear(driver("the second one", 1)));
  }

  @Test
  void otherWordsChooseTheReadingWhoseFunctionTheyName() {
    Question which = new Question.Which(List.of(HOOD), List.of(TRUNK));
    Call shut = call("control_trunk", Map.of("action", "close"));
    assertEquals(Optional.of(List.of(TRUNK)), which.answeredBy(List.of(TRUNK)));
    assertEquals(Optional.of(List.of(shut)), which.answeredBy(List.of(shut)));
    assertEquals(Optional.empty(), which.answeredBy(List.of(MUTE)));
    assertEquals(Optional.empty(), which.answeredBy(List.of()));
    Question same = new Question.Which(List.of(TRUNK), List.of(shut));
    assertEquals(Optional.of(List.of(shut)), same.answeredBy(List.of(shut)));
    assertEquals(
        Optional.empty(),
        same.answeredBy(List.of(call("control_trunk", Map.of("action", "stop")))));
  }

  @Test
  void aPlaceAnswersWhere() {
    Call bare = call("control_window", Map.of("action", "open"));
    Call left = call("control_window", Map.of("action", "open", "area", "left"));
    Question where = new Question.Where(bare);
    assertEquals(List.of(bare), where.about());
    assertEquals(Optional.of(List.of(left)), where.answeredBy(List.of(left)));
    assertEquals(Optional.empty(), where.answeredBy(List.of(bare)));
    assertEquals(Optional.empty(), where.answeredBy(List.of(MUTE)));
    assertEquals(Optional.empty(), where.answeredBy(List.of(left, MUTE)));
  }

  @Test
  void leaveIsGivenByAYesAlone() {
    assertEquals(Optional.empty(), HOOD_QUESTION.answeredBy(List.of(HOOD)));
  }

  @Test
  void undoPutsBackTheLastUtterancesCallsLastFirstAndOnlyOnce() {
    Call up = call("adjust_volume", Map.of("direction", "up", "amount", 5));
    dialogue.carriedOut(driver("mute", 0), List.of(TRUNK), true, 0);
    dialogue.carriedOut(driver("mute and louder", 1), List.of(MUTE), true, 1);
    dialogue.carriedOut(driver("mute and louder", 1), List.of(up), true, 2);
    assertEquals(
        new Heard.Undo(
            List.of(
                call("adjust_volume", Map.of("direction", "down", "amount", 5)),
                call("set_mute", Map.of("state", "off"))),
            true),
        dialogue.hear(driver("undo that", 10)));
    assertEquals(
        new Heard.Undo(List.of(call("control_trunk", Map.of("action", "close"))), true),
        dialogue.hear(driver("undo that", 11)));
    assertEquals(new Heard.Undo(List.of(), false), dialogue.hear(driver("undo that", 12)));
  }

  @Test
  void undoIsForTheSpeakersOwnChangesOfTheLastMinute() {
    dialogue.carriedOut(driver("mute", 0), List.of(MUTE), true, 0);
    assertEquals(
        new Heard.Undo(List.of(), false),
        dialogue.hear(utterance("undo", "", Seat.SEAT_PASSENGER, 1)));
    assertEquals(new Heard.Undo(List.of(), false), dialogue.hear(driver("undo", 60_001)));
    dialogue.carriedOut(driver("mute", 70_000), List.of(MUTE), true, 70_000_000_000L);
    assertEquals(
        new Heard.Undo(List.of(call("set_mute", Map.of("state", "off"))), true),
        dialogue.hear(driver("undo", 130_000)));
  }

  @Test
  void aValueIsPutBackToTheOneThatWasSetBefore() {
    Call warm = call("set_temperature", Map.of("temperature", 21, "area", "front_left"));
    Call hot = call("set_temperature", Map.of("temperature", 25, "area", "front_left"));
    Call hers = call("set_temperature", Map.of("temperature", 18, "area", "front_right"));
    dialogue.carriedOut(driver("a", 0), List.of(warm), true, 0);
    dialogue.carriedOut(driver("b", 1), List.of(hers), true, 1);
    dialogue.carriedOut(driver("c", 2), List.of(hot), true, 2);
    assertEquals(new Heard.Undo(List.of(warm), true), dialogue.hear(driver("undo", 3)));
    assertEquals(new Heard.Undo(List.of(), true), dialogue.hear(driver("undo", 4)));
  }

  private Heard undoAfter(Call... calls) {
    for (int i = 0; i < calls.length; i++) {
      dialogue.carriedOut(driver("text", i), List.of(calls[i]), true, i);
    }
    return dialogue.hear(driver("undo", calls.length));
  }

  private static Call temperature(int celsius, String area) {
    return call("set_temperature", Map.of("temperature", celsius, "area", area));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "front"})
  void whatWasSetAtMorePlacesSinceIsNotPutBackToWhatOneOfThemHadBefore(String more) {
    assertEquals(
        new Heard.Undo(List.of(), true),
        undoAfter(
            temperature(18, "front_left"), temperature(20, more), temperature(25, "front_left")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"front_right", "rear_left", "rear"})
  void whatWasSetElsewhereSinceChangesNothing(String elsewhere) {
    assertEquals(
        new Heard.Undo(List.of(temperature(18, "front_left")), true),
        undoAfter(
            temperature(18, "front_left"),
            temperature(20, elsewhere),
            temperature(25, "front_left")));
  }

  @Test
  void whatWasSetAndThenChangedByAnAmountIsNotPutBackToTheSetting() {
    assertEquals(
        new Heard.Undo(List.of(), true),
        undoAfter(
            temperature(20, "all"),
            call("adjust_temperature", Map.of("direction", "up", "amount", 3, "area", "all")),
            temperature(18, "all")));
  }

  @Test
  void anotherChannelsVolumeIsAnotherThing() {
    Call media = call("set_volume", Map.of("level", 20, "channel", "media"));
    assertEquals(
        new Heard.Undo(List.of(media), true),
        undoAfter(
            media,
            call("adjust_volume", Map.of("direction", "up", "amount", 5, "channel", "phone")),
            call("set_volume", Map.of("level", 30, "channel", "media"))));
  }

  @Test
  void allDefrostersMeetEachOneOfThem() {
    Thing front = Thing.of(call("set_defroster", Map.of("state", "on", "location", "front")));
    Thing rear = Thing.of(call("set_defroster", Map.of("state", "on", "location", "rear")));
    Thing all = Thing.of(call("set_defroster", Map.of("state", "on", "location", "all")));
    assertTrue(front.meets(all) && all.meets(rear));
    assertFalse(front.meets(rear));
  }

  @ParameterizedTest
  @ValueSource(strings = {"query_status", "wash_window", "control_playback", "save_seat_memory"})
  void aStepIsNothingThatCouldBeUndone(String step) {
    Map<String, Map<String, ?>> arguments =
        Map.of(
            "query_status", Map.of("item", "range"),
            "wash_window", Map.of(),
            "control_playback", Map.of("action", "next"),
            "save_seat_memory", Map.of("slot", 1));
    assertEquals(
        new Heard.Undo(List.of(call("set_mute", Map.of("state", "off"))), true),
        undoAfter(MUTE, call(step, arguments.get(step))));
  }

  @Test
  void aWindowThatWasOpenedHalfwayIsShut() {
    Call half =
        call("control_window", Map.of("action", "open", "position", 50, "area", "front_left"));
    dialogue.carriedOut(driver("a", 0), List.of(half), true, 0);
    assertEquals(
        new Heard.Undo(
            List.of(call("control_window", Map.of("action", "close", "area", "front_left"))), true),
        dialogue.hear(driver("undo", 1)));
  }

  @Test
  void whatHasNoOppositeIsNotPutBack() {
    dialogue.carriedOut(
        driver("a", 0), List.of(call("set_ambient_color", Map.of("color", "red"))), true, 0);
    assertEquals(new Heard.Undo(List.of(), true), dialogue.hear(driver("undo", 1)));
  }

  @Test
  void whileTheLastCommandsAreUnderWayNothingBeforeThemIsPutBack() {
    dialogue.carriedOut(driver("mute", 0), List.of(MUTE), true, 0);
    dialogue.goesOut(driver("open the trunk", 1), 1);
    assertEquals(new Heard.Undo(List.of(), true), dialogue.hear(driver("undo", 2)));
    dialogue.carriedOut(driver("open the trunk", 1), List.of(), false, 3);
    assertEquals(new Heard.Undo(List.of(), true), dialogue.hear(driver("undo", 4)));
  }

  @Test
  void whatWasNotCarriedOutForCertainIsPassedOver() {
    dialogue.carriedOut(driver("mute", 0), List.of(MUTE), true, 0);
    dialogue.goesOut(driver("open the trunk", 1), 1);
    dialogue.carriedOut(driver("open the trunk", 1), List.of(), true, 3);
    assertEquals(
        new Heard.Undo(List.of(call("set_mute", Map.of("state", "off"))), true),
        dialogue.hear(driver("undo", 4)));
  }

  @Test
  void aValueOfLongAgoIsNotPutBack() {
    Call warm = call("set_temperature", Map.of("temperature", 21, "area", "front_left"));
    Call hot = call("set_temperature", Map.of("temperature", 25, "area", "front_left"));
    dialogue.carriedOut(driver("a", 0), List.of(warm), true, 0);
    dialogue.carriedOut(driver("b", 600_001), List.of(hot), true, 600_001_000_000L);
    assertEquals(new Heard.Undo(List.of(), true), dialogue.hear(driver("undo", 600_002)));
  }

  @Test
  void whatWasSpokenBeforeTheQuestionIsNoAnswerHoweverLateItComes() {
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 1_000_000_000);
    assertInstanceOf(Heard.Words.class, dialogue.hear(driver("okay", 500, 3_000)));
    assertEquals(
        new Heard.Agreed(List.of(HOOD), true), dialogue.hear(driver("okay", 2_000, 3_001)));
  }

  @Test
  void aQuestionDoesNotOutliveASleepInWhichItsClockStoodStill() {
    int hour = 3_600_000;
    dialogue.ask(driver("open the hood", 0), HOOD_QUESTION, 0);
    assertEquals(
        new Heard.Words(List.of(), Optional.empty()), dialogue.hear(driver("okay", hour, 1_000)));
  }

  @Test
  void anUtteranceIsTheLastUntilItsSpeakerIsHeardAgain() {
    Utterance first = in("s", Seat.SEAT_DRIVER, 0);
    dialogue.hear(first);
    dialogue.hear(in("s", Seat.SEAT_PASSENGER, 1));
    assertTrue(dialogue.isLast(first));
    dialogue.hear(in("s", Seat.SEAT_DRIVER, 2));
    assertFalse(dialogue.isLast(first));
  }
}
