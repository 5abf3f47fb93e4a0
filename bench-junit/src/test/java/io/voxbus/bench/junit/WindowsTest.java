package io.voxbus.bench.junit;

import static io.voxbus.bench.junit.Expected.call;
import static io.voxbus.bench.junit.Expected.frame;
import static io.voxbus.bench.junit.Expected.nothing;
import static io.voxbus.bench.junit.Expected.response;

import io.voxbus.hil.scenario.Fault;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An example: what a team that builds windows and doors might want to see. */
@OnBench
class WindowsTest {
  @Test
  void aPassengersWindowIsTheOneThatOpens(Car car) {
    car.say("open my window", Seat.SEAT_PASSENGER);
    car.expect(
        frame("WindowRequest").with("WindowFrontRight", "OPEN").with("WindowFrontLeft", "IDLE"),
        frame("WindowRequest").with("WindowFrontRight", "IDLE"),
        response(Outcome.OUTCOME_DONE));
    car.expectExactly(2, Duration.ofMillis(900), frame("WindowRequest"));
  }

  @Test
  void aTrunkStaysShutWhileTheCarDrives(Car car) {
    car.state("Vehicle.Speed", 60);
    car.say("open the trunk");
    car.expect(call("control_trunk").that(CallState.CALL_REFUSED).by("openings_while_driving"));
    car.expectNoneFor(Duration.ofMillis(100));
  }

  @Test
  void smallTalkMovesNothing(Car car) {
    car.say("what a lovely day");
    car.expect(nothing());
  }

  @Test
  void aBridgeThatSaysNothingIsNoticedAndTheNextCommandWorksAgain(Car car) {
    car.inject(Fault.BRIDGE_SILENT);
    car.say("set the volume to 30");
    car.expect(call("set_volume").with("level", 30).that(CallState.CALL_TIMED_OUT));
    car.inject(Fault.BRIDGE_HONEST);
    car.say("set the volume to 20");
    car.expect(call("set_volume").that(CallState.CALL_TRANSMITTED));
  }
}
