package io.voxbus.module.interlock;

import static io.voxbus.module.ground.VirtualBoard.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.module.interlock.Request.Asker;
import io.voxbus.module.interlock.Verdict.Asked;
import io.voxbus.module.interlock.Verdict.Refused;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Interlock REFUSES = request -> Optional.of(new Refused(Rule.DRIVER_ONLY));
  private static final Interlock ASKS = request -> Optional.of(new Asked(Rule.HEAVY_OPENINGS));
  private static final Asker DRIVER = new Asker(Seat.SEAT_DRIVER, Place.FRONT_LEFT, false);

  private static final Asker DRIVER_WHO_SAID_YES =
      new Asker(Seat.SEAT_DRIVER, Place.FRONT_LEFT, true);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

  private static Grounded volume(int level) {
    return grounded("set_volume", Map.of("level", level));
  }

  private static Grounded grounded(String function, Map<String, ?> args) {
    return new Grounded(call(function, args), call(function, args), List.of());
  }

  private Gate gate(Interlock... interlocks) {
    return new Gate(Map.of("set_volume", List.of(interlocks)), nanos::get);
  }

  private static Request request(Grounded grounded, Asker asker) {
    return new Request(grounded, asker, VehicleSnapshot.UNKNOWN);
  }

  @Test
  void everyFunctionWithoutAnEntryIsRefused() {
    for (FunctionSpec function : Catalogue.standard().functions()) {
      Map<String, List<Interlock>> others = new HashMap<>(InterlockTable.STANDARD);
      others.remove(function.name());
      Grounded any = grounded(function.name(), Examples.arguments(function));
      assertEquals(
          new Refused(Rule.NO_RULE),
          new Gate(others, nanos::get).judge(request(any, DRIVER)),
          function.name());
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

  @Test
  void aRefusalComesBeforeAQuestionWhateverTheirOrder() {
    Request request = request(volume(30), DRIVER);
    assertEquals(new Refused(Rule.DRIVER_ONLY), gate(ASKS, REFUSES).judge(request));
    assertEquals(new Refused(Rule.DRIVER_ONLY), gate(REFUSES, ASKS).judge(request));
  }

  @Test
  void aYesAnswersQuestionsAndLiftsNoRefusal() {
    Request confirmed = request(volume(30), DRIVER_WHO_SAID_YES);
    assertEquals(new Asked(Rule.HEAVY_OPENINGS), gate(ASKS).judge(request(volume(30), DRIVER)));
    assertInstanceOf(Pass.class, gate(ASKS).judge(confirmed));
    assertEquals(new Refused(Rule.DRIVER_ONLY), gate(ASKS, REFUSES).judge(confirmed));
  }

  @Test
  void aPassIsForTheCallThatWasJudged() {
    Grounded volume = volume(30);
    Pass pass = assertInstanceOf(Pass.class, gate().judge(request(volume, DRIVER)));
    assertSame(volume, pass.grounded());
    assertFalse(gate().admits(pass, volume(31)));
  }

  @Test
  void aPassIsGoodOnce() {
    Gate gate = gate();
    Pass pass = (Pass) gate.judge(request(volume(30), DRIVER));
    assertTrue(gate.admits(pass, volume(30)));
    assertFalse(gate.admits(pass, volume(30)));
  }

  @Test
  void aPassThatWasTriedForAnotherCallIsUsedUp() {
    Gate gate = gate();
    Pass pass = (Pass) gate.judge(request(volume(30), DRIVER));
    assertFalse(gate.admits(pass, volume(31)));
    assertFalse(gate.admits(pass, volume(30)));
  }

  @Test
  void aPassLivesTwoSeconds() {
    assertEquals(Duration.ofSeconds(2), Pass.LIFE);
    Gate gate = gate();
    Pass last = (Pass) gate.judge(request(volume(30), DRIVER));
    Pass late = (Pass) gate.judge(request(volume(30), DRIVER));
    nanos.addAndGet(2_000_000_000);
    assertTrue(gate.admits(last, volume(30)));
    nanos.addAndGet(1);
    assertFalse(gate.admits(late, volume(30)));
  }

  @Test
  void aPassForDisplayOpensNothing() {
    Pass pass = Gate.forDisplay(volume(30));
    assertEquals(volume(30), pass.grounded());
    assertFalse(Gate.standard().admits(pass, volume(30)));
  }

  @Test
  void aRequestIsTheSameInAnotherState() {
    Request before = request(volume(30), DRIVER);
    Request after = before.in(State.parked().snapshot());
    assertEquals(new Request(volume(30), DRIVER, State.parked().snapshot()), after);
  }

  @Test
  void theStandardGateAdmitsWhatItLetThrough() {
    Gate gate = Gate.standard();
    Pass pass = (Pass) gate.judge(request(volume(30), DRIVER));
    assertTrue(gate.admits(pass, volume(30)));
  }
}
