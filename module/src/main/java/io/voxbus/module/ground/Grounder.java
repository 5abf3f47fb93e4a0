package io.voxbus.module.ground;

import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;

/** Grounds calls for one board. Holds no state between calls; may be shared between threads. */
public final class Grounder {
  private final Board board;

  /** A grounder for the cars with this board. */
  public Grounder(Board board) {
    this.board = board;
  }

  /**
   * Fills in what was not said and refuses what the board lacks.
   *
   * <ul>
   *   <li>An area becomes places that the board has; a missing one is the function's default in
   *       {@code board.yaml}.
   *   <li>A word such as {@code high} becomes the number that the board gives it, unless it is a
   *       setting of its own.
   *   <li>A number is converted from the unit that was said, or else from the unit that the car
   *       shows, to the board's own, and rounded to the board's step. Outside the board's range it
   *       is refused with the range: it is never bent, and 70 on a Celsius car is not taken for
   *       Fahrenheit.
   *   <li>Other missing arguments take the board's default, where it has one.
   * </ul>
   *
   * @param call as understood
   * @param speaker where the speaker sits; {@code SEAT_UNSPECIFIED} when not known
   */
  public Grounding ground(Call call, Seat speaker) {
    return board
        .function(call.function().name())
        .map(facts -> new CallGrounding(board, facts, call, new Areas(board, speaker)).run())
        .orElseGet(() -> Refusals.unsupportedFunction(call));
  }
}
