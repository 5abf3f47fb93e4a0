package io.voxbus.module.interlock;

import static io.voxbus.module.ground.VirtualBoard.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.VehicleSnapshot.Reading;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static Grounded grounded(String function, Map<String, ?> args) {
    return new Grounded(call(function, args), call(function, args), List.of());
  }

  private static VehicleSnapshot at(double speed) {
    return new VehicleSnapshot(Map.of("Vehicle.Speed", new Reading(speed, 0)));
  }

  private static String rule(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused ? refused.rule() : "";
  }

  private static Verdict judge(
      String function, String argument, String word, VehicleSnapshot vehicle) {
    return Gate.standard().judge(grounded(function, Map.of(argument, word)), vehicle);
  }

  @Test
  void everyFunctionWithoutAnEntryIsRefused() {
    for (FunctionSpec function : Catalogue.standard().functions()) {
      Map<String, List<Interlock>> others = new HashMap<>(InterlockTable.STANDARD);
      others.remove(function.name());
      Grounded any = grounded(function.name(), Examples.arguments(function));
      assertEquals(
          "no_rule", rule(new Gate(others).judge(any, VehicleSnapshot.UNKNOWN)), function.name());
    }
  }

  @Test
  void theTableHasEveryFunctionOfTheCatalogueAndNoOther() {
    Set<String> names =
        Catalogue.standard().functions().stream()
            .map(FunctionSpec::name)
            .collect(Collectors.toSet());
    assertEquals(names, InterlockTable.STANDARD.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "control_door,        action, open,   openings_while_driving",
    "control_trunk,       action, open,   openings_while_driving",
    "control_frunk,       action, open,   openings_while_driving",
    "control_charge_port, action, open,   openings_while_driving",
    "control_fuel_flap,   action, open,   openings_while_driving",
    "set_door_lock,       state,  unlock, unlocking_while_driving",
    "set_child_lock,      state,  off,    unlocking_while_driving"
  })
  void nothingIsOpenedOrUnlockedAboveWalkingPace(
      String function, String argument, String word, String rule) {
    assertEquals(rule, rule(judge(function, argument, word, at(3.1))));
    assertEquals(rule, rule(judge(function, argument, word, at(-3.1))));
    assertEquals("", rule(judge(function, argument, word, at(3))));
    assertEquals("", rule(judge(function, argument, word, VehicleSnapshot.UNKNOWN)));
  }

  @Test
  void shuttingAndLockingIsAllowedAtAnySpeed() {
    assertEquals("", rule(judge("control_trunk", "action", "close", at(130))));
    assertEquals("", rule(judge("set_door_lock", "state", "lock", at(130))));
    assertEquals("", rule(judge("set_child_lock", "state", "on", at(130))));
    assertEquals("", rule(judge("fold_mirrors", "action", "unfold", at(130))));
  }

  @Test
  void mirrorsAreFoldedOnlyWhenSlow() {
    assertEquals("mirrors_while_driving", rule(judge("fold_mirrors", "action", "fold", at(20.1))));
    assertEquals("", rule(judge("fold_mirrors", "action", "fold", at(20))));
  }

  @Test
  void aSeatPositionIsRecalledOnlyAtStandstill() {
    Grounded recall = grounded("recall_seat_memory", Map.of("slot", 1));
    assertEquals("seat_memory_while_driving", rule(Gate.standard().judge(recall, at(50))));
    assertEquals("", rule(Gate.standard().judge(recall, at(0))));
  }

  @Test
  void aReadingThatIsNoNumberIsNotKnown() {
    VehicleSnapshot odd = new VehicleSnapshot(Map.of("Vehicle.Speed", new Reading("fast", 0)));
    assertEquals("", rule(judge("control_trunk", "action", "open", odd)));
  }

  @Test
  void whatIsClearedIsTheCallThatWasJudged() {
    Grounded volume = grounded("set_volume", Map.of("level", 30));
    Gate.Cleared cleared =
        assertInstanceOf(
            Gate.Cleared.class, Gate.standard().judge(volume, VehicleSnapshot.UNKNOWN));
    assertEquals(volume, cleared.grounded());
  }
}
