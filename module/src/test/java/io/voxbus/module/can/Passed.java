package io.voxbus.module.can;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.ground.VirtualBoard.call;

import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.interlock.Pass;
import io.voxbus.proto.v1.Seat;
import java.util.Map;

/** Grounded calls with a pass to be encoded, for the driver. */
final class Passed {
  private Passed() {}

  static Pass of(String function, Map<String, ?> args) {
    return of(BOARD, function, args);
  }

  static Pass of(Board board, String function, Map<String, ?> args) {
    Grounded grounded =
        (Grounded) new Grounder(board).ground(call(function, args), Seat.SEAT_DRIVER);
    return Gate.forDisplay(grounded);
  }
}
