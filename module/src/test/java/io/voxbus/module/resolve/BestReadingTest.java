package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.speech.Reading;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BestReadingTest {
  private static final Call FOLD = call("fold");
  private static final Call UNFOLD = call("unfold");

  private final List<String> asked = new ArrayList<>();

  @Test
  void oneReadingIsTakenAsItIs() {
    Resolution only = command(FOLD, 0.1);
    assertEquals(only, best(Map.of("fold", only), heard("fold", 0.2)));
  }

  @Test
  void aCommandOfTheSecondReadingBeatsNonsenseOfTheFirst() {
    Map<String, Resolution> model =
        Map.of("old the mirrors", nothing(0.9), "fold the mirrors", command(FOLD, 0.9));
    assertEquals(
        command(FOLD, 0.9),
        best(model, heard("old the mirrors", 0.5), heard("fold the mirrors", 0.4)));
  }

  @Test
  void anUnlikelyReadingDoesNotMakeACommandOfTalk() {
    Map<String, Resolution> model =
        Map.of("old mirrors", nothing(0.9), "fold mirrors", command(FOLD, 0.9));
    assertEquals(nothing(0.9), best(model, heard("old mirrors", 0.8), heard("fold mirrors", 0.2)));
  }

  @Test
  void theSurerModelDecidesBetweenEquallyLikelyReadings() {
    Map<String, Resolution> model = Map.of("a", command(FOLD, 0.4), "b", command(UNFOLD, 0.9));
    assertEquals(command(UNFOLD, 0.9), best(model, heard("a", 0.5), heard("b", 0.5)));
  }

  @Test
  void aReadingThatCannotWinIsNotAskedAbout() {
    Map<String, Resolution> model = Map.of("a", command(FOLD, 0.9), "b", command(UNFOLD, 1));
    best(model, heard("a", 0.7), heard("b", 0.3));
    assertEquals(List.of("a"), asked);
  }

  @Test
  void withoutConfidencesEachReadingIsHalfAsLikelyAsTheOneBefore() {
    Map<String, Resolution> model =
        Map.of("a", command(FOLD, 0.3), "b", command(UNFOLD, 0.8), "c", command(FOLD, 1));
    List<Reading> readings =
        List.of(
            new Reading("a", OptionalDouble.of(0.1)),
            new Reading("b", OptionalDouble.empty()),
            new Reading("c", OptionalDouble.of(0.9)));
    assertEquals(command(UNFOLD, 0.8), BestReading.of(readings, text -> resolve(model, text)));
  }

  @Test
  void readingsWithoutAnyConfidenceAtAllAreTakenInTheirOrder() {
    Map<String, Resolution> model = Map.of("a", command(FOLD, 0.9), "b", command(UNFOLD, 0.9));
    assertEquals(command(FOLD, 0.9), best(model, heard("a", 0), heard("b", 0)));
  }

  private Resolution best(Map<String, Resolution> model, Reading... readings) {
    return BestReading.of(List.of(readings), text -> resolve(model, text));
  }

  private Resolution resolve(Map<String, Resolution> model, String text) {
    asked.add(text);
    return model.get(text);
  }

  private static Reading heard(String text, double confidence) {
    return new Reading(text, OptionalDouble.of(confidence));
  }

  private static Resolution command(Call call, double confidence) {
    return new Resolution(List.of(call), List.of("<vc_35>", "<vc_end>"), confidence);
  }

  private static Resolution nothing(double confidence) {
    return new Resolution(List.of(), List.of("<vc_end>"), confidence);
  }

  private static Call call(String action) {
    return Call.of(Catalogue.standard(), "fold_mirrors", Map.of("action", action));
  }
}
