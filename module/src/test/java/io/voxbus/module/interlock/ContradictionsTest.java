package io.voxbus.module.interlock;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.ground.VirtualBoard.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.proto.v1.Seat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionsTest {
  private static Grounded grounded(String function, Map<String, ?> args) {
    return (Grounded) new Grounder(BOARD).ground(call(function, args), Seat.SEAT_DRIVER);
  }

  private static boolean contradict(String function, Map<String, ?> one, Map<String, ?> other) {
    Grounded first = grounded(function, one);
    Grounded second = grounded(function, other);
    boolean contradicted = Contradictions.contradicted(first, List.of(second));
    assertEquals(contradicted, Contradictions.contradicted(second, List.of(first)));
    return contradicted;
  }

  @Test
  void oppositesOfTheSameThingContradict() {
    assertEquals(true, contradict("set_mute", Map.of("state", "on"), Map.of("state", "off")));
    assertEquals(
        true,
        contradict(
            "control_window",
            Map.of("action", "open", "area", "left"),
            Map.of("action", "close", "area", "driver")));
  }

  @ParameterizedTest
  @CsvSource({
    "move_seat, up, down, true",
    "move_seat, forward, backward, true",
    "move_seat, up, forward, false",
    "move_seat, up, up, false",
    "adjust_mirror, left, right, true",
    "adjust_mirror, in, out, true",
    "adjust_mirror, left, up, false",
    "adjust_lumbar_support, more, less, true",
    "adjust_lumbar_support, more, up, false"
  })
  void directionsContradictOnlyTheirOpposite(
      String function, String one, String other, boolean contradict) {
    assertEquals(
        contradict, contradict(function, Map.of("direction", one), Map.of("direction", other)));
  }

  @Test
  void otherPlacesAndOtherThingsDoNot() {
    assertEquals(
        false,
        contradict(
            "control_window",
            Map.of("action", "close", "area", "all"),
            Map.of("action", "open", "area", "driver")));
    assertEquals(
        false,
        contradict(
            "set_mute",
            Map.of("state", "on", "channel", "media"),
            Map.of("state", "off", "channel", "phone")));
    assertEquals(
        false,
        contradict(
            "adjust_tone",
            Map.of("band", "bass", "direction", "up"),
            Map.of("band", "treble", "direction", "down")));
  }

  @Test
  void theSameTwiceDoesNot() {
    assertEquals(false, contradict("set_mute", Map.of("state", "on"), Map.of("state", "on")));
  }

  @Test
  void whatIsDoneOneAfterTheOtherDoesNot() {
    assertEquals(
        false,
        contradict("control_playback", Map.of("action", "next"), Map.of("action", "shuffle")));
    assertEquals(
        false, contradict("query_status", Map.of("item", "range"), Map.of("item", "odometer")));
  }

  @Test
  void otherFunctionsDoNotAndOneOfSeveralIsFound() {
    Grounded mute = grounded("set_mute", Map.of("state", "on"));
    Grounded unmute = grounded("set_mute", Map.of("state", "off"));
    Grounded fog = grounded("set_fog_lights", Map.of("state", "off"));
    assertEquals(false, Contradictions.contradicted(mute, List.of(fog)));
    assertEquals(false, Contradictions.contradicted(mute, List.of()));
    assertEquals(true, Contradictions.contradicted(mute, List.of(fog, unmute)));
  }
}
