package io.voxbus.module.can;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.ground.VirtualBoard.call;

import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.interlock.VehicleSnapshot;
import io.voxbus.proto.v1.Seat;
import java.util.Map;

/** Calls that went through grounding and the gate, for the driver. */
final class Cleared {
  private Cleared() {}

  static Gate.Cleared of(String function, Map<String, ?> args) {
    return of(BOARD, function, args);
  }

  static Gate.Cleared of(Board board, String function, Map<String, ?> args) {
    Grounded grounded =
        (Grounded) new Grounder(board).ground(call(function, args), Seat.SEAT_DRIVER);
    return (Gate.Cleared) Gate.standard().judge(grounded, VehicleSnapshot.UNKNOWN);
  }
}
